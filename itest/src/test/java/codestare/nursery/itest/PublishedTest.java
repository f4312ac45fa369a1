package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build says of its modules, and what the documents say of the tests, is complete. */
class PublishedTest {
    private static final Pattern ARTIFACT = Pattern.compile("</parent>\\s*<artifactId>(.+)</artifactId>");
    private static final Pattern MANAGED = Pattern.compile("<artifactId>(.+)</artifactId>\\s*<version>.\\{project");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final Pattern PROMISE = Pattern.compile("(?m)^\\| (\\d+) \\| [^|]+ \\| ([^|]+) \\|$");
    private static final Pattern PART_OF_TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)(?:\\.(\\w+))?`");

    @Test
    void each_bundle_that_is_no_example_is_published_and_in_the_bom() throws IOException {
        Set<String> published = new TreeSet<>();
        Set<String> bundles = new TreeSet<>();
        for (String module : Modules.all()) {
            String pom = text(module + "/pom.xml");
            String artifact = first(ARTIFACT, pom);
            if (pom.contains("bnd-maven-plugin") && !module.startsWith("examples/")) {
                bundles.add(artifact);
            }
            if (pom.contains("<unpublished>false</unpublished>") && !pom.contains("<packaging>")) {
                published.add(artifact);
            }
        }
        assertThat(bundles).contains("codestare.nursery.api", "codestare.nursery.impl");
        assertThat(published)
                .as("modules that say <unpublished>false</unpublished>")
                .isEqualTo(bundles);
        assertThat(new TreeSet<>(found(MANAGED, "bom/pom.xml"))).as("the BOM").isEqualTo(bundles);
    }

    @Test
    void each_test_that_the_promises_of_compatibility_name_is_there() throws IOException {
        List<String> named = found(TEST, "docs/compatibility.md");

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(sourcesOfTests()).containsKeys(named.toArray(String[]::new));
    }

    @Test
    void each_promise_names_what_would_turn_red() throws IOException {
        String reliability = text("docs/reliability.md");
        Map<String, String> sources = sourcesOfTests();
        List<String> numbers = new ArrayList<>();
        for (MatchResult row : PROMISE.matcher(reliability).results().toList()) {
            numbers.add(row.group(1));
            assertThat(requireThere(NAMED, row.group(2), sources))
                    .as("tests of promise " + row.group(1))
                    .isPositive();
        }
        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 31).mapToObj(Integer::toString).toList());
        requireThere(PART_OF_TEST, reliability, sources);
    }

    /** Fails if a class, or a part of it that is named after a dot, is not there; returns how many are named. */
    private static int requireThere(Pattern names, String text, Map<String, String> sources) {
        List<MatchResult> named = names.matcher(text).results().toList();
        for (MatchResult name : named) {
            assertThat(sources).containsKey(name.group(1));
            if (name.group(2) != null) {
                assertThat(sources.get(name.group(1))).containsPattern("(class |void )" + name.group(2) + "\\b");
            }
        }
        return named.size();
    }

    /** By the name of the class: tests, and races. Those of one name in several modules are one. */
    private static Map<String, String> sourcesOfTests() throws IOException {
        try (Stream<Path> files = Files.walk(Modules.TOP)) {
            return files.filter(file -> file.toString()
                            .matches(".*(src/test/java.*/|stress/src/main/java/codestare/.*)\\w+\\.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            PublishedTest::text,
                            String::concat));
        }
    }

    private static List<String> found(Pattern pattern, String file) {
        return pattern.matcher(text(file))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String text(String file) {
        return text(Modules.TOP.resolve(file));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

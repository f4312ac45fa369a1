package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build says of its modules, and what the documents say of the tests, is complete. */
class PublishedTest {
    private static final Pattern ARTIFACT = Pattern.compile("</parent>\\s*<artifactId>(.+)</artifactId>");
    private static final Pattern MANAGED = Pattern.compile("<artifactId>(.+)</artifactId>\\s*<version>.\\{project");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

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
        assertThat(testNames()).containsAll(named);
    }

    private static Set<String> testNames() throws IOException {
        try (Stream<Path> files = Files.walk(Modules.TOP)) {
            return files.filter(file -> file.toString().contains("src/test/java"))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> found(Pattern pattern, String file) throws IOException {
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

    private static String text(String file) throws IOException {
        return Files.readString(Modules.TOP.resolve(file));
    }
}

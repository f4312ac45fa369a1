package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code jdeps} finds in the class files, beside what the descriptors say. */
class DependenciesTest {
    private static final String JARS = ChildProcess.classPath(ProductBundles.API, ProductBundles.IMPL);

    /** What is optional for the jars: the annotations of jspecify, and OSGi. */
    private static final String OPTIONAL =
            ChildProcess.classPath(BundleJar.file("jspecify"), BundleJar.file("osgi.core"));

    private static final Pattern REQUIRED = Pattern.compile("requires (?:mandated |static |transitive )*([\\w.]+);");
    private static final Pattern MISSING = Pattern.compile("(?m)^ +(\\S+) +-> (\\S+) +not found$");

    @ParameterizedTest
    @ValueSource(strings = {"codestare.nursery.api", "codestare.nursery.impl"})
    void a_module_requires_what_its_classes_use_and_no_more(String module) {
        String report = check(0, module, JARS + File.pathSeparator + OPTIONAL);

        String suggested = report.substring(report.indexOf("[Suggested"), report.indexOf("[Transitive"));
        assertThat(suggested).doesNotContain("unused");
        assertThat(requiredIn(report.substring(0, report.indexOf("[Suggested"))))
                .isEqualTo(requiredIn(suggested));
    }

    /** The packages are those of the using classes; every other class finds all that it uses. */
    @ParameterizedTest
    @CsvSource({
        "codestare.nursery.api, ''",
        "codestare.nursery.impl, codestare.nursery.internal.ds",
    })
    void without_what_is_optional_only_the_edge_to_osgi_and_annotations_miss_something(String module, String edge) {
        String report = check(1, module, JARS);

        List<MatchResult> missing = MISSING.matcher(report).results().toList();
        assertThat(missing).isNotEmpty().allSatisfy(each -> {
            String used = each.group(2);
            if (!used.startsWith("org.jspecify.annotations.")) {
                assertThat(used).startsWith("org.osgi.");
                assertThat(each.group(1).replaceFirst("\\.\\w+$", "")).isEqualTo(edge);
            }
        });
    }

    private static String check(int status, String module, String path) {
        // jspecify.jar has a descriptor for newer JVMs beside its classes.
        return JdkTool.named("jdeps")
                .run(status, Arrays.asList("--multi-release", "base", "--module-path", path, "--check", module));
    }

    private static Set<String> requiredIn(String descriptor) {
        Set<String> modules = new TreeSet<>();
        REQUIRED.matcher(descriptor).results().forEach(found -> modules.add(found.group(1)));
        return modules;
    }
}

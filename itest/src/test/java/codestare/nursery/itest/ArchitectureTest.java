package codestare.nursery.itest;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rule for the tests of all modules, read from the class files: this module is built when all others with tests are. */
@Tag("slow")
class ArchitectureTest {
    @Test
    void this_module_comes_after_all_others_that_have_tests() throws IOException {
        List<String> tested = Modules.all().stream()
                .filter(module -> Files.isDirectory(Modules.TOP.resolve(module).resolve("src/test/java")))
                .toList();

        assertThat(tested).hasSizeGreaterThan(5).endsWith("itest");
    }

    /**
     * A test never sleeps to wait for something. Where a sleeping task is what the test is about, the sleep stands in a class
     * named {@code Sleeper}, nested or not: the one name that the rule lets pass.
     */
    @Test
    void a_test_never_sleeps() throws IOException {
        noClasses()
                .that()
                .doNotHaveSimpleName("Sleeper")
                .should()
                .accessTargetWhere(target(name("sleep"))
                        .and(target(owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))))
                .check(new ClassFileImporter().importPaths(testClasses()));
    }

    /** Where only a part is built, those of that part. */
    private static List<Path> testClasses() throws IOException {
        List<Path> folders = Modules.all().stream()
                .map(module -> Modules.TOP.resolve(module).resolve("target/test-classes"))
                .filter(Files::isDirectory)
                .collect(Collectors.toList());
        assertThat(folders)
                .contains(Path.of("../api/target/test-classes"), Path.of("../impl/target/test-classes"))
                .contains(Path.of("../itest/target/test-classes"));
        return folders;
    }
}

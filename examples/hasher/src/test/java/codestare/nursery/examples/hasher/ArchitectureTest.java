package codestare.nursery.examples.hasher;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rule for tests that the test of this name in impl tells, for the tests of this module. */
@Tag("slow")
class ArchitectureTest {
    @Test
    void a_test_never_sleeps() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Sleeper")
                .should()
                .accessTargetWhere(target(name("sleep"))
                        .and(target(owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))))
                .check(new ClassFileImporter()
                        .withImportOption(new OnlyIncludeTests())
                        .importPackages("codestare.nursery"));
    }
}

package codestare.nursery;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The rules of the house, read from the class files.
 *
 * <p>A test never sleeps to wait for something. Where a sleeping task is what the test is about, the sleep stands in a
 * class named {@code Sleeper}, nested or not: the one name that the rule lets pass.
 */
@Tag("slow")
class ArchitectureTest {
    private static final String WORK = "codestare.nursery.internal.work..";
    private static final String WATCH = "codestare.nursery.internal.watch..";
    private static final String TASK = "codestare.nursery.internal.task..";
    private static final String CORE = "codestare.nursery.internal.core..";
    private static final String DS = "codestare.nursery.internal.ds..";
    private static final String PLAIN = "codestare.nursery.internal.plain..";
    private static final String RUNTIME = "codestare.nursery.internal.runtime..";
    private static final String SIGNAL = "codestare.nursery.internal.signal..";

    @Nested
    class The_product {
        private final JavaClasses classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("codestare.nursery");

        @Test
        void knows_neither_framework_nor_signals_in_its_core() {
            noClasses()
                    .that()
                    .resideInAnyPackage(WORK, WATCH, TASK, CORE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.osgi..", "sun.misc..")
                    .check(classes);
        }

        @Test
        void logs_only_where_a_log_that_throws_does_no_harm() {
            noClasses()
                    .that()
                    .doNotHaveSimpleName("GuardedLog")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(System.Logger.class)
                    .check(classes);
        }

        @Test
        void depends_one_way_from_the_edges_to_the_core_to_tasks_to_workers() {
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("work")
                    .definedBy(WORK)
                    .layer("watch")
                    .definedBy(WATCH)
                    .layer("task")
                    .definedBy(TASK)
                    .layer("core")
                    .definedBy(CORE)
                    .layer("edges")
                    .definedBy(DS, PLAIN, RUNTIME, SIGNAL)
                    .whereLayer("work")
                    .mayNotAccessAnyLayer()
                    .whereLayer("watch")
                    .mayOnlyAccessLayers("work")
                    .whereLayer("task")
                    .mayOnlyAccessLayers("watch", "work")
                    .whereLayer("core")
                    .mayOnlyAccessLayers("task", "watch", "work")
                    .check(classes);
        }
    }

    @Nested
    class A_test {
        private final JavaClasses classes =
                new ClassFileImporter().withImportOption(new OnlyIncludeTests()).importPackages("codestare.nursery");

        @Test
        void never_sleeps() {
            noClasses()
                    .that()
                    .doNotHaveSimpleName("Sleeper")
                    .should()
                    .accessTargetWhere(target(name("sleep"))
                            .and(target(owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))))
                    .check(classes);
        }
    }
}

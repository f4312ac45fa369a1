package codestare.nursery;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of the house, read from the class files. */
@Tag("slow")
class ArchitectureTest {
    private static final String ROSTER = "codestare.nursery.internal.roster..";
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
        void knows_the_framework_at_one_edge() {
            noClasses()
                    .that()
                    .resideInAPackage("codestare.nursery.internal..")
                    .and()
                    .resideOutsideOfPackage(DS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.osgi..")
                    .check(classes);
        }

        @Test
        void knows_signals_at_one_edge() {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(SIGNAL)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("sun.misc..")
                    .check(classes);
        }

        /** A wall clock may be set, and deadlines must not jump with it. */
        @Test
        void asks_for_the_time_of_day_only_to_tell_when_something_failed() {
            noClasses()
                    .that()
                    .doNotHaveSimpleName("FailureHistory")
                    .should()
                    .accessTargetWhere(target(name("now"))
                            .and(target(owner(resideInAPackage("java.time.."))))
                            .or(target(name("currentTimeMillis")).and(target(owner(assignableTo(System.class))))))
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
                    .layer("roster")
                    .definedBy(ROSTER)
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
                    .whereLayer("roster")
                    .mayNotAccessAnyLayer()
                    .whereLayer("work")
                    .mayOnlyAccessLayers("roster")
                    .whereLayer("watch")
                    .mayOnlyAccessLayers("work", "roster")
                    .whereLayer("task")
                    .mayOnlyAccessLayers("watch", "work", "roster")
                    .whereLayer("core")
                    .mayOnlyAccessLayers("task", "watch", "work", "roster")
                    .check(classes);
        }
    }
}

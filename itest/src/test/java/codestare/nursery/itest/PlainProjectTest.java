package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.PlainProject.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What somebody without OSGi does with the two jars: compile, run, link an image, send it a signal. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class PlainProjectTest {
    private static final List<String> RUN = List.of("-m", PlainProject.MODULE + "/" + PlainProject.MAIN);

    private static final String SIGNALS = "--add-modules=jdk.unsupported";

    private static final String INSTALLED = "signals [INT installed, TERM installed, HUP installed]";
    private static final String ABSENT = "signals [INT absent, TERM absent, HUP absent] for want of jdk.unsupported,"
            + " so the JVM shutdown hook does their work; add that module to have a second signal hurry";
    private static final String REFUSED = "signals [INT refused, TERM refused, HUP refused] and INT and TERM end the"
            + " process at once and nothing can run; start the JVM without -Xrs";

    private final PlainProject project;

    PlainProjectTest(@TempDir Path folder) {
        project = new PlainProject(folder);
    }

    @Nested
    class On_the_class_path {
        @Test
        void it_compiles_without_a_warning_and_ends_in_order_on_a_signal() throws Exception {
            try (ChildProcess process = ChildProcess.java(project.built(Kind.CLASS_PATH))) {
                assertDrainsOnTerm(process);
                assertNotice(process, INSTALLED);
            }
        }
    }

    @Nested
    class With_what_operators_look_through {
        @Test
        void it_compiles_without_a_warning(@TempDir Path other) {
            PlainProject watched = new PlainProject(other, Adapter.JFR.jar(), Adapter.JMX.jar());

            assertThat(watched.built(Kind.CLASS_PATH)).contains(PlainProject.MAIN);
        }
    }

    /** The program is a module that does not ask for {@code jdk.unsupported}, and impl asks for it optionally. */
    @Nested
    class On_the_module_path {
        @Test
        void it_compiles_without_a_warning_and_ends_in_order_by_the_jvm_hook() throws Exception {
            try (ChildProcess process = ChildProcess.java(project.built(Kind.MODULE_PATH))) {
                assertDrainsOnTerm(process);
                assertNotice(process, ABSENT);
            }
        }

        @Test
        void signals_are_taken_where_jdk_unsupported_is_added() throws Exception {
            List<String> arguments = with(SIGNALS, project.built(Kind.MODULE_PATH));

            try (ChildProcess process = ChildProcess.java(arguments)) {
                assertDrainsOnTerm(process);
                assertNotice(process, INSTALLED);
            }
        }
    }

    @Nested
    class As_an_image {
        @Test
        void it_ends_in_order_on_a_signal() throws Exception {
            Path java = project.linked("java.base", "jdk.unsupported");

            assertThat(modulesOf(java))
                    .containsExactlyInAnyOrder(
                            "acme.pages",
                            "codestare.nursery.api",
                            "codestare.nursery.impl",
                            "java.base",
                            "jdk.unsupported");
            try (ChildProcess process = ChildProcess.java(java, with(SIGNALS, RUN))) {
                assertDrainsOnTerm(process);
                assertNotice(process, INSTALLED);
            }
        }

        @Test
        void without_jdk_unsupported_it_does_so_by_the_jvm_hook_and_tells_it_once() throws Exception {
            Path java = project.linked("java.base");

            assertThat(modulesOf(java))
                    .containsExactlyInAnyOrder(
                            "acme.pages", "codestare.nursery.api", "codestare.nursery.impl", "java.base");
            try (ChildProcess process = ChildProcess.java(java, RUN)) {
                assertDrainsOnTerm(process);
                assertNotice(process, ABSENT);
            }
        }

        @Test
        void with_xrs_nothing_can_be_drained_and_the_line_says_so() throws Exception {
            Path java = project.linked("java.base");

            try (ChildProcess process = ChildProcess.java(java, with("-Xrs", RUN))) {
                process.expect("ready");
                process.signal("TERM");
                assertThat(process.status()).as(process.text()).isEqualTo(143);
                assertThat(process.notes()).containsExactly("length 21", "ready");
                assertNotice(process, REFUSED);
            }
        }
    }

    private static void assertDrainsOnTerm(ChildProcess process) throws Exception {
        process.expect("ready");
        process.signal("TERM");
        assertThat(process.status()).as(process.text()).isEqualTo(143);
        assertThat(process.notes())
                .containsSubsequence("length 21", "ready", "error none", "watch ends", "cache closes")
                .containsOnlyOnce("cache closes");
    }

    private static void assertNotice(ChildProcess process, String words) {
        assertThat(process.text().lines().filter(line -> line.contains("signals [")))
                .singleElement()
                .asString()
                .endsWith(words);
    }

    private static List<String> modulesOf(Path java) throws Exception {
        try (ChildProcess process = ChildProcess.java(java, List.of("--list-modules"))) {
            assertThat(process.status()).as(process.text()).isZero();
            return process.text()
                    .lines()
                    .map(line -> line.replaceFirst("@.*", ""))
                    .toList();
        }
    }

    private static List<String> with(String flag, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(flag));
        all.addAll(arguments);
        return all;
    }
}

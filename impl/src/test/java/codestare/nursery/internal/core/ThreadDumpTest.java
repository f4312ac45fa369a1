package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import codestare.nursery.TaskNursery;
import codestare.nursery.internal.work.ThreadKind;
import codestare.nursery.internal.work.ThreadMaker;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jcmd} prints, asked for as it asks for it. */
@Tag("slow")
class ThreadDumpTest {
    @TempDir
    private Path folder;

    @EachThreadKind
    void Thread_print_names_the_tasks_on_platform_threads(Ground ground) {
        TaskNursery nursery = ground.open("dumped");
        ground.sleeper(nursery, "sleeper");
        String dump = jcmd("threadPrint");
        if (ground.kind() == ThreadKind.PLATFORM) {
            assertThat(dump).contains("\"sleeper:dumped\"");
        } else {
            assertThat(dump).doesNotContain("sleeper:dumped");
        }
        nursery.close();
        // a worker waits a moment for more before it ends
        ground.awaitTrue(() -> !jcmd("threadPrint").contains("sleeper:dumped"));
    }

    @EachThreadKind
    void Thread_dump_to_file_names_the_tasks_on_all_threads_as_text_and_as_json(Ground ground) throws Exception {
        assumeThat(ThreadMaker.hasVirtualThreads())
                .as("this JVM can dump to a file")
                .isTrue();
        TaskNursery nursery = ground.open("dumped");
        ground.sleeper(nursery, "sleeper");
        Path text = folder.resolve("dump.txt");
        Path json = folder.resolve("dump.json");
        jcmd("threadDumpToFile", text.toString());
        jcmd("threadDumpToFile", "-format=json", json.toString());
        assertThat(Files.readString(text)).contains("\"sleeper:dumped\"");
        assertThat(Files.readString(json)).contains("\"name\": \"sleeper:dumped\"");
        nursery.close();
    }

    private static String jcmd(String command, String... arguments) {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            command,
                            new Object[] {arguments},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}

package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.itest.consumer.FactoryActivator;
import codestare.nursery.itest.consumer.HesitantIntake;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Probe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** The commands, through the shell of Felix. */
@EachContainer
class GogoTest {
    private static final Pattern TASK = Pattern.compile("task (\\d+-\\d+) (\\S+)");

    private TestFramework framework;
    private Bundle consumer;
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        System.setProperty("gosh.args", "--nointeractive --noshutdown");
        framework = TestFramework.withNursery(Map.of("codestare.nursery.shutdown.deadline", "PT1H"));
        Adapter.GOGO.addTo(framework);
        consumer = framework.add(ConsumerBundle.named("acme.search").activator(FactoryActivator.class));
        shell = Shell.in(framework);
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty("gosh.args");
        framework.close();
    }

    private Probe open(String name) {
        return framework.service(consumer, BundleView.class).open(name, Duration.ofMillis(200));
    }

    private Probe openWith(String name, String task, Behaviour behaviour) throws Exception {
        return framework.openWith(consumer, name, task, behaviour);
    }

    private String idOf(String task) throws Exception {
        Matcher found = TASK.matcher(shell.run("nursery:tree"));
        while (found.find()) {
            if (found.group(2).equals(task)) {
                return found.group(1);
            }
        }
        throw new AssertionError("task [" + task + "] is not in the tree");
    }

    @Test
    void list_tells_the_nurseries_of_all_bundles() throws Exception {
        openWith("indexer", "watch", Behaviour.WAITS);

        List<String> lines = shell.run("nursery:list").lines().toList();

        assertThat(lines.get(0)).matches("ID +NURSERY +LOOP +STATE +AGE +ACTIVE +CREATED +FAILED");
        assertThat(lines.get(1)).matches("\\d+ +indexer +acme\\.search/\\d+ +open +\\S+ +1 +1 +0");
        assertThat(lines.get(2)).isEqualTo("tasks: 1 active, 1 created, 0 succeeded, 0 failed, 0 cancelled");
    }

    @Test
    void list_tells_that_the_end_has_been_told() throws Exception {
        framework.add(ConsumerBundle.named("acme.intake").components(HesitantIntake.class));
        framework.expect("intake opens");
        assertThat(shell.run("nursery:list")).doesNotContain("told to end");

        Future<Integer> stop = Limit.start("stop", framework::shutDown);
        framework.expect("intake closes");

        assertThat(shell.run("nursery:list")).contains("told to end, no more work should come in: the framework stops");
        framework.journal().note("the end may come");
        Limit.await(stop, "stop", Limit.GENEROUS);
    }

    @Test
    void no_line_is_wider_than_a_hundred_columns() throws Exception {
        Probe nursery = openWith("x".repeat(200), "deaf", Behaviour.STUBBORN);
        assertFits("list", "tree", "signals");
        nursery.close();
        openWith("y".repeat(200), "broken", Behaviour.FAILS);
        assertThat(Limit.comesTrue(Limit.GENEROUS, () -> shell.prints("nursery:failures", "broken:yyy")))
                .isTrue();
        assertFits("stragglers", "failures");
        framework.journal().note("deaf may end");
        framework.expect("deaf ended");
    }

    private void assertFits(String... commands) throws Exception {
        for (String command : commands) {
            assertThat(shell.run("nursery:" + command).lines())
                    .as(command)
                    .hasSizeGreaterThan(1)
                    .allMatch(line -> line.length() <= 100);
        }
    }

    @Test
    void a_name_does_not_steer_the_terminal() throws Exception {
        open("clears\u001b[2J\tthe screen");

        assertThat(shell.run("nursery:list")).contains("clears?[2J the screen").doesNotContain("\u001b");
        assertThat(shell.run("nursery:tree")).contains("clears?[2J the screen").doesNotContain("\u001b");
    }

    @Test
    void what_is_no_terminal_gets_no_colours() throws Exception {
        open("indexer");

        assertThat(shell.run("nursery:list")).doesNotContain("\u001b");
    }

    @Test
    void a_terminal_gets_colours_and_a_pipe_none() throws Exception {
        open("indexer");
        shell.run("TERM = xterm");

        assertThat(shell.run("nursery:list")).contains("\u001b[1mID");
        shell.run("TERM = dumb");
        assertThat(shell.run("nursery:list")).doesNotContain("\u001b");
    }

    @Test
    void tree_shows_what_belongs_to_what() throws Exception {
        openWith("indexer", "watch", Behaviour.WAITS);

        assertThat(shell.run("nursery:tree").lines())
                .satisfiesExactly(
                        loop -> assertThat(loop).matches("loop \\d+ acme\\.search/\\d+  running"),
                        nursery -> assertThat(nursery).matches("└─ nursery \\d+ indexer  open  \\S+"),
                        task -> assertThat(task)
                                .matches("   └─ task \\d+-\\d+ watch:indexer  running  \\S+  (virtual|platform)"));
    }

    @Test
    void task_tells_where_it_is() throws Exception {
        openWith("indexer", "watch", Behaviour.WAITS);

        assertThat(shell.run("nursery:task " + idOf("watch:indexer")))
                .contains("watch:indexer", "status  running", "    at ", "TaskBodies");
    }

    @Test
    void cancel_ends_a_task() throws Exception {
        openWith("indexer", "watch", Behaviour.WAITS);
        String id = idOf("watch:indexer");

        assertThat(shell.run("nursery:cancel " + id)).contains("task " + id + " watch:indexer is cancelled");
        framework.expect("watch cancelled");
    }

    @Test
    void close_takes_a_name_or_an_id() throws Exception {
        Probe byName = openWith("indexer", "watch", Behaviour.WAITS);
        Probe byId = open("other");

        assertThat(shell.run("nursery:close indexer")).contains("indexer closes");
        framework.expect("watch cancelled");
        String id = shell.run("nursery:list")
                .lines()
                .filter(line -> line.contains(" other "))
                .findFirst()
                .orElseThrow()
                .split(" ")[0];
        shell.run("nursery:close " + id);
        assertThat(Limit.comesTrue(Limit.GENEROUS, () -> byName.closed() && byId.closed()))
                .isTrue();
    }

    @Test
    void shutdown_ends_one_loop_or_all() throws Exception {
        Probe nursery = openWith("indexer", "watch", Behaviour.WAITS);

        assertThat(shell.run("nursery:shutdown " + nursery.loop())).contains(" shuts down");
        framework.expect("watch cancelled");
        assertThat(Limit.comesTrue(Limit.GENEROUS, nursery::closed)).isTrue();
        Probe next = openWith("next", "other", Behaviour.WAITS);
        assertThat(shell.run("nursery:shutdown")).contains("all loops shut down");
        framework.expect("other cancelled");
        assertThat(Limit.comesTrue(Limit.GENEROUS, next::closed)).isTrue();
        // a loop stops a moment after its last nursery has closed
        assertThat(Limit.comesTrue(Limit.GENEROUS, () -> shell.prints("nursery:tree", "no loop runs")))
                .isTrue();
    }

    @Test
    void stragglers_are_listed_until_they_end() throws Exception {
        assertThat(shell.run("nursery:stragglers")).contains("nothing is left behind");
        Probe nursery = openWith("indexer", "deaf", Behaviour.STUBBORN);

        nursery.close();

        assertThat(shell.run("nursery:stragglers"))
                .containsPattern("deaf:indexer +acme\\.search/\\d+ +nursery \\[indexer]");
        assertThat(shell.run("nursery:list")).contains("1 task was left behind; nursery:stragglers lists them");
        framework.journal().note("deaf may end");
        assertThat(Limit.comesTrue(Limit.GENEROUS, () -> shell.prints("nursery:stragglers", "nothing is left behind")))
                .isTrue();
    }

    @Test
    void failures_are_listed_and_shown() throws Exception {
        assertThat(shell.run("nursery:failures")).contains("no task has failed");
        openWith("indexer", "broken", Behaviour.FAILS);
        assertThat(Limit.comesTrue(Limit.GENEROUS, () -> shell.prints("nursery:failures", "broken:indexer")))
                .isTrue();

        assertThat(shell.run("nursery:failures")).contains("IllegalStateException: broken failed");
        assertThat(shell.run("nursery:failures 1")).contains("java.lang.IllegalStateException: broken failed", "\tat ");
        assertThatThrownBy(() -> shell.run("nursery:failures 2"))
                .hasMessage("failure [2] is not there; nursery:failures lists 1");
    }

    @Test
    void signals_are_told() throws Exception {
        open("indexer");

        assertThat(shell.run("nursery:signals")).contains("SIGNAL", "TERM", "INT");
    }

    @Test
    void what_is_not_there_is_told_with_the_cure() {
        assertThatThrownBy(() -> shell.run("nursery:task 9-9"))
                .hasMessage("task [9-9] is not there: it has ended, or never was; list the tasks");
        assertThatThrownBy(() -> shell.run("nursery:cancel 9-9"))
                .hasMessage("task [9-9] is not there: it has ended, or never was; list the tasks");
        assertThatThrownBy(() -> shell.run("nursery:close nowhere"))
                .hasMessage("nursery [nowhere] is not there; nursery:list tells names and ids");
        assertThatThrownBy(() -> shell.run("nursery:shutdown nowhere"))
                .hasMessage("loop [nowhere] is not there; nursery:tree tells names and ids");
    }

    @Test
    void a_name_of_two_nurseries_is_refused_with_their_ids() throws Exception {
        open("twin");
        Bundle other = framework.add(ConsumerBundle.named("acme.other").activator(FactoryActivator.class));
        framework.service(other, BundleView.class).open("twin");

        assertThatThrownBy(() -> shell.run("nursery:close twin"))
                .hasMessageMatching("name \\[twin] is that of 2; type one of the ids \\d+, \\d+");
    }

    @Test
    void help_tells_what_each_does() throws Exception {
        assertThat(shell.run("help nursery:cancel"))
                .contains("Cancels a task; interrupts it once more if it was cancelled before")
                .contains("the id of the task, as nursery:tree tells it");
    }

    /** A session of the shell; what it prints is what a command has printed. */
    private record Shell(Foreign session, ByteArrayOutputStream printed) {
        static Shell in(TestFramework framework) throws Exception {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            Foreign processor = Foreign.service(framework, "org.apache.felix.service.command.CommandProcessor");
            Object session = processor.call("createSession", new ByteArrayInputStream(new byte[0]), out, out);
            Class<?> type =
                    session.getClass().getClassLoader().loadClass("org.apache.felix.service.command.CommandSession");
            return new Shell(new Foreign(session, type), printed);
        }

        String run(String command) throws Exception {
            printed.reset();
            Object result = session.call("execute", command);
            // a shell prints that as well
            return printed.toString(StandardCharsets.UTF_8) + (result == null ? "" : result);
        }

        boolean prints(String command, String text) {
            try {
                return run(command).contains(text);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}

package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.NurseryClosedException;
import codestare.nursery.NurseryOptions;
import codestare.nursery.ShutdownReason;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.work.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;

class TenantEndTest {
    private static final String ENDED =
            "bundle [acme.search/17] has no nurseries any more: bundle [acme.search] stops;" + " use the service anew";

    @Nested
    class When_it_has_ended {
        @EachThreadKind
        void everything_it_had_is_closed(Ground ground) {
            TaskNursery first = ground.open("first");
            TaskNursery second = ground.factory().open("second", ground.loops().loop("second"));
            ground.sleeper(first, "sleeper");
            assertThat(end(ground, "bundle [acme.search] stops")).isTrue();
            assertThat(first.isClosed()).isTrue();
            assertThat(second.isClosed()).isTrue();
            assertThat(first.loop().isRunning()).isFalse();
            assertThat(second.loop().isRunning()).isFalse();
            assertThat(ground.events()).containsExactly("sleeper ended");
            assertThat(ground.loops().nurseries()).isEmpty();
            assertThat(ground.loops().loops()).isEmpty();
        }

        @EachThreadKind
        void nothing_opens_any_more(Ground ground) {
            TaskNursery nursery = ground.open("N");
            TaskLoop loop = nursery.loop();
            end(ground, "bundle [acme.search] stops");
            assertRefused(
                    IllegalStateException.class,
                    ENDED,
                    () -> ground.open("late"),
                    () -> ground.factory().open(),
                    () -> ground.factory().open(() -> "late"),
                    () -> ground.factory().open("late", loop),
                    () -> ground.factory().open(NurseryOptions.defaults()),
                    () -> ground.factory().call("late", inner -> {
                        ground.note("ran");
                        return 1;
                    }),
                    () -> ground.tenant().openForRelease(),
                    () -> ground.tenant().factory().open("late"),
                    () -> ground.loops().defaultLoop(),
                    () -> ground.loops().loop("second"));
            assertRefused(
                    NurseryClosedException.class, "nursery [N] is closed; open a new one", () -> nursery.open("late"));
            assertThat(ground.loops().loops()).isEmpty();
            assertThat(ground.loops().nurseries()).isEmpty();
            assertThat(ground.events()).isEmpty();
        }

        @EachThreadKind
        void the_first_reason_stays(Ground ground) {
            end(ground, "bundle [acme.search] stops");
            assertThat(end(ground, "the implementation stops")).isTrue();
            assertRefused(IllegalStateException.class, ENDED, () -> ground.open("late"));
        }

        @EachThreadKind
        void a_shutdown_finds_nothing_to_do(Ground ground) throws Exception {
            end(ground, "bundle [acme.search] stops");
            Task<Void> all = ground.shutdownService().shutdownAll(ShutdownReason.of("late"));
            all.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
            assertThat(all.status()).isEqualTo(Task.Status.SUCCEEDED);
        }

        @EachThreadKind
        void another_tenant_is_not_touched(Ground ground) {
            Tenant other = ground.engine().bundle("other", 18, null);
            TaskNursery untouched = other.factory().open("N");
            Task<Void> sleeper = ground.sleeper(untouched, "sleeper");
            end(ground, "bundle [acme.search] stops");
            assertThat(sleeper.isDone()).isFalse();
            assertThat(untouched.isClosed()).isFalse();
            other.factory().open("another").close();
            untouched.close();
        }

        @EachThreadKind
        void the_process_is_told_in_its_own_words(Ground ground) {
            Tenant process = ground.engine().process();
            process.end("the JVM ends", Deadline.in(Duration.ofSeconds(4))).await();
            assertRefused(
                    IllegalStateException.class,
                    "the process has no nurseries any more: the JVM ends; use the service anew",
                    () -> process.factory().open());
        }
    }

    @Nested
    class When_it_ends_while_others_open {
        @EachThreadKind
        void what_opens_is_closed_or_refused(Ground ground) throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                CyclicBarrier together = new CyclicBarrier(5);
                List<Future<TaskNursery>> openings = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    openings.add(threads.submit(() -> {
                        together.await();
                        TaskNursery last = null;
                        try {
                            while (!Thread.currentThread().isInterrupted()) {
                                TaskNursery before = last;
                                last = ground.factory().open();
                                if (before != null) {
                                    // so that there is no more to end the longer the end takes to begin
                                    before.close();
                                }
                            }
                        } catch (IllegalStateException refused) {
                            assertThat(refused).hasMessage(ENDED);
                            return last;
                        }
                        throw new InterruptedException("never refused");
                    }));
                }
                together.await();
                assertThat(end(ground, "bundle [acme.search] stops")).isTrue();
                for (Future<TaskNursery> opening : openings) {
                    TaskNursery last = opening.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
                    assertThat(last == null || last.isClosed()).isTrue();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(ground.loops().nurseries()).isEmpty();
        }
    }

    @Nested
    class When_one_of_its_tasks_ends_it {
        @EachThreadKind
        void that_task_is_neither_cancelled_nor_awaited(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            ground.sleeper(nursery, "sibling");
            Task<String> me = nursery.createTask("me", () -> {
                boolean ended = end(ground, "bundle [acme.search] stops");
                return ended + " " + Thread.currentThread().isInterrupted();
            });
            assertThat(me.get()).isEqualTo("true false");
            assertThat(ground.events()).containsExactly("sibling ended");
            Ground.ended(nursery.sentinelTask());
        }
    }

    private static boolean end(Ground ground, String why) {
        return ground.tenant()
                .end(why, ground.engine().deadline(Duration.ofSeconds(Ground.GENEROUS_SECONDS)))
                .await();
    }
}

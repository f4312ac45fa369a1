package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.NurseryOptions;
import codestare.nursery.ShutdownReason;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.work.Deadline;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

class ShutdownDeadlineTest {
    private static final ShutdownReason TERM = ShutdownReason.ofSignal("TERM");
    /** Longer than a test may last: what ends in spite of it was ended by another limit. */
    private static final Duration TOO_LONG = Duration.ofHours(1);

    private static final Duration SHORT = Duration.ofMillis(20);

    @Nested
    class When_it_comes_before_the_grace_of_the_nurseries {
        @EachThreadKind
        void it_bounds_a_task_that_does_not_end(Ground kind) {
            Ground ground = new Ground(kind.kind(), TOO_LONG, SHORT);
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery nursery = ground.open("stuck");
            Task<Void> stubborn = ground.stubborn(nursery, "stubborn", release);
            Ground.ended(ground.shutdownService().shutdown(nursery.loop(), TERM));
            assertThat(nursery.loop().isRunning()).isFalse();
            assertThat(stubborn.isDone()).isFalse();
            Ground.ended(nursery.sentinelTask());
            assertStraggler(ground, "task [stubborn:stuck] of nursery [stuck]");
            end(ground, release);
        }

        @EachThreadKind
        void it_bounds_the_close_of_a_child_that_was_under_way(Ground kind) throws Exception {
            Ground ground = new Ground(kind.kind(), TOO_LONG, SHORT);
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery parent = ground.open("parent");
            TaskNursery child = parent.open("child");
            ground.stubborn(child, "stubborn", release);
            Thread owner = new Thread(child::close, "owner");
            owner.start();
            ground.awaitTrue(() -> ground.clock().waiting() > 0);
            Ground.ended(ground.shutdownService().shutdown(parent.loop(), TERM));
            owner.join();
            assertThat(child.isClosed()).isTrue();
            assertStraggler(ground, "task [stubborn:child] of nursery [child]");
            end(ground, release);
        }

        @EachThreadKind
        void it_bounds_a_nursery_with_a_longer_grace_of_its_own(Ground kind) {
            Ground ground = new Ground(kind.kind(), Duration.ofSeconds(4), SHORT);
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery parent = ground.factory()
                    .open(NurseryOptions.defaults().withName("parent").withGrace(TOO_LONG));
            TaskNursery child = parent.open("child");
            ground.stubborn(child, "stubborn", release);
            Ground.ended(ground.shutdownService().shutdownAll(TERM));
            assertThat(parent.loop().isRunning()).isFalse();
            Ground.ended(child.sentinelTask());
            assertStraggler(ground, "task [stubborn:child] of nursery [child]");
            end(ground, release);
        }

        @EachThreadKind
        void it_bounds_marked_sentinels_and_loose_tasks(Ground kind) {
            Ground ground = new Ground(kind.kind(), TOO_LONG, SHORT);
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(2);
            TaskLoop loop = ground.loops().defaultLoop();
            Callable<Void> stubborn = () -> {
                begun.countDown();
                Ground.awaitStubbornly(release);
                return null;
            };
            ground.shutdownService().markSentinelTask(loop.createTask("marked", stubborn));
            loop.createTask("loose", stubborn);
            Ground.await(begun);
            Ground.ended(ground.shutdownService().shutdown(loop, TERM));
            assertThat(ground.engine().stragglers().live())
                    .extracting(Object::toString)
                    .containsExactlyInAnyOrder(
                            "task [loose] of loop [acme.search/17] of bundle [acme.search/17]",
                            "task [marked] of loop [acme.search/17] of bundle [acme.search/17]");
            end(ground, release);
        }

        @EachThreadKind
        void what_two_steps_of_it_leave_behind_is_interrupted_and_logged_once_more_only(Ground kind) {
            Ground ground = new Ground(kind.kind(), TOO_LONG, SHORT);
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(1);
            TaskLoop loop = ground.loops().defaultLoop();
            Task<Void> marked = loop.createTask("marked", () -> {
                begun.countDown();
                while (release.getCount() > 0) {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        ground.note("interrupted");
                    }
                }
                return null;
            });
            ground.shutdownService().markSentinelTask(marked);
            Ground.await(begun);
            try (Logged logged = new Logged()) {
                Ground.ended(ground.shutdownService().shutdown(loop, TERM));
                CountDownLatch told = new CountDownLatch(1);
                // after what waits for its end already
                marked.onDone(ended -> told.countDown());
                release.countDown();
                Ground.await(told);
                assertThat(logged.lines())
                        .filteredOn(line -> line.contains("task [marked]"))
                        .hasSize(2)
                        .anyMatch(line -> line.startsWith("WARNING task [marked] of loop [acme.search/17] of bundle"
                                + " [acme.search/17] has not ended in time and is left behind;"))
                        .contains("INFO task [marked] of loop [acme.search/17] of bundle [acme.search/17]"
                                + " was left behind and has ended");
            }
            // once by the cancellation and, unless both came as one, once as a straggler
            assertThat(ground.events()).hasSizeBetween(1, 2);
            ground.clear();
        }
    }

    @Nested
    class When_it_is_made_now {
        @EachThreadKind
        void the_waits_for_tasks_end(Ground kind) {
            Ground ground = new Ground(kind.kind(), TOO_LONG, TOO_LONG);
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery nursery = ground.open("stuck");
            ground.stubborn(nursery, "stubborn", release);
            Shutdown shutdown = ground.engine().shutDownAll(TERM);
            shutdown.hasten();
            Ground.ended(shutdown.task());
            assertThat(shutdown.await()).isTrue();
            assertThat(nursery.loop().isRunning()).isFalse();
            end(ground, release);
        }

        @EachThreadKind
        void a_shutdown_that_was_under_way_ends_too(Ground kind) {
            Ground ground = new Ground(kind.kind(), TOO_LONG, TOO_LONG);
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery nursery = ground.open("stuck");
            ground.stubborn(nursery, "stubborn", release);
            Task<Void> first = ground.shutdownService().shutdown(nursery.loop(), ShutdownReason.of("before"));
            ground.engine().shutDownAll(TERM).hasten();
            Ground.ended(first);
            end(ground, release);
        }

        @EachThreadKind
        void the_close_of_an_owner_that_was_under_way_ends_too(Ground kind) throws Exception {
            Ground ground = new Ground(kind.kind(), TOO_LONG, TOO_LONG);
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch cancelled = new CountDownLatch(1);
            TaskNursery nursery = ground.open("stuck");
            ground.stubborn(nursery, "stubborn", release).onCancel(cancelled::countDown);
            FutureTask<Void> owner = new FutureTask<>(nursery::close, null);
            new Thread(owner).start();
            Ground.await(cancelled);
            ground.engine().shutDownAll(TERM).hasten();
            owner.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
            assertThat(nursery.isClosed()).isTrue();
            end(ground, release);
        }

        @EachThreadKind
        void a_stopTask_that_waits_ends_too(Ground kind) throws Exception {
            Ground ground = new Ground(kind.kind(), TOO_LONG, TOO_LONG);
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch cancelled = new CountDownLatch(1);
            TaskNursery nursery = ground.open("stuck");
            Task<Void> stubborn = ground.stubborn(nursery, "stubborn", release).onCancel(cancelled::countDown);
            FutureTask<Task<Void>> stopping = new FutureTask<>(() -> nursery.stopTask(stubborn));
            new Thread(stopping).start();
            Ground.await(cancelled);
            ground.engine().shutDownAll(TERM).hasten();
            try {
                assertThat(stopping.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS)
                                .isDone())
                        .isFalse();
            } finally {
                end(ground, release);
            }
        }

        @EachThreadKind
        void the_wait_for_an_exit_callback_ends_and_the_older_one_runs_all_the_same(Ground kind) {
            Ground ground = Ground.patient(kind.kind(), TOO_LONG, TOO_LONG);
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery nursery = ground.open("stuck");
            nursery.callback(() -> ground.note("the older one"));
            nursery.callback(() -> Ground.awaitStubbornly(release));
            Shutdown shutdown = ground.engine().shutDownAll(TERM);
            // hastened before, the stuck one would have the last chance
            awaitWaiter("close:stuck");
            shutdown.hasten();
            Ground.ended(shutdown.task());
            assertThat(nursery.loop().isRunning()).isFalse();
            assertThat(nursery.isClosed()).isTrue();
            assertThat(ground.events()).containsExactly("the older one");
            assertStraggler(ground, "task [exit:stuck] of nursery [stuck]");
            end(ground, release);
        }

        @EachThreadKind
        void what_ends_readily_still_ends(Ground kind) {
            Ground ground = Ground.patient(kind.kind(), TOO_LONG, TOO_LONG);
            TaskNursery nursery = ground.open("N");
            ground.sleeper(nursery, "sleeper");
            nursery.callback(() -> ground.note("callback"));
            Shutdown shutdown = ground.engine().shutDownAll(TERM);
            shutdown.hasten();
            shutdown.hasten();
            Ground.ended(shutdown.task());
            assertThat(ground.events()).containsExactly("callback", "sleeper ended");
            ground.clear();
        }
    }

    @Nested
    class When_two_overtake_each_other {
        @EachThreadKind
        void each_loop_takes_both_instants_and_the_instants_do_not_limit_each_other(Ground kind) {
            Ground ground = new Ground(kind.kind(), TOO_LONG, TOO_LONG);
            CountDownLatch release = new CountDownLatch(1);
            Tenant one = ground.tenant();
            Tenant other = ground.engine().bundle("other", 18, null);
            TaskNursery first = one.factory().open("first");
            TaskNursery second = other.factory().open("second");
            ground.stubborn(first, "stubborn", release);
            ground.stubborn(second, "stubborn", release);
            Deadline term = Deadline.in(TOO_LONG);
            Deadline stop = Deadline.in(TOO_LONG);
            one.end("TERM", term);
            one.end("stop", stop);
            Shutdown ofStop = other.end("stop", stop);
            Shutdown ofTerm = other.end("TERM", term);
            term.hasten();
            assertThat(stop.hasPassed()).isFalse();
            Ground.ended(ofTerm.task());
            Ground.ended(ofStop.task());
            Ground.ended(first.sentinelTask());
            Ground.ended(second.sentinelTask());
            end(ground, release);
        }
    }

    /** Waits until a thread of that name waits for the end of a task. */
    private static void awaitWaiter(String name) {
        while (Thread.getAllStackTraces().entrySet().stream()
                .noneMatch(thread -> thread.getKey().getName().equals(name)
                        && Stream.of(thread.getValue())
                                .anyMatch(frame -> frame.getMethodName().equals("awaitEndUninterruptibly")))) {
            Thread.onSpinWait();
        }
    }

    private static void assertStraggler(Ground ground, String words) {
        assertThat(ground.engine().stragglers().live())
                .extracting(Object::toString)
                .containsExactly(words + " of bundle [acme.search/17]");
    }

    private static void end(Ground ground, CountDownLatch release) {
        release.countDown();
        ground.awaitNoStraggler();
        ground.clear();
    }
}

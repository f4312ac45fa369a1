package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryListener;
import codestare.nursery.runtime.NurseryProbe;
import codestare.nursery.runtime.Registration;
import codestare.nursery.runtime.ShutdownSnapshot;
import codestare.nursery.runtime.Straggler;
import codestare.nursery.runtime.TaskFailure;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class ListenersTest {
    @Nested
    class A_listener {
        @EachThreadKind
        void hears_of_loops_failures_and_shutdowns(Ground ground) throws Exception {
            Notes notes = new Notes(ground);
            ground.engine().view().listen(notes);
            TaskNursery nursery = ground.open("N");
            nursery.createTask("failing", () -> {
                throw new IllegalStateException("on purpose");
            });
            ground.awaitEvents(5);
            assertThat(ground.events().subList(0, 1)).containsExactly("made acme.search/17");
            assertThat(ground.events())
                    .containsExactlyInAnyOrder(
                            "made acme.search/17",
                            "failed failing:N",
                            "begun acme.search/17: task [failing:N] failed",
                            "stopped acme.search/17",
                            "ended acme.search/17");
        }

        @EachThreadKind
        @Tag("slow")
        void hears_of_a_straggler_and_of_its_end(Ground ground) {
            ground.engine().view().listen(new Notes(ground));
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery nursery = ground.open("N");
            ground.stubborn(nursery, "stubborn", release);
            ground.hurried(nursery::close);
            ground.awaitEvents(2);
            release.countDown();
            ground.awaitEvents(4);
            assertThat(ground.events())
                    .containsSubsequence("left stubborn:N of acme.search/17", "late stubborn:N")
                    .contains("stubborn ended");
        }

        @EachThreadKind
        void holds_nobody_up(Ground ground) throws Exception {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch called = new CountDownLatch(1);
            ground.engine().view().listen(new NurseryListener() {
                @Override
                public void loopMade(LoopSnapshot loop) {
                    called.countDown();
                    Ground.awaitStubbornly(release);
                }
            });
            TaskNursery nursery = ground.open("N");
            Ground.await(called);
            Ground.ended(nursery.createTask("works", () -> {}));
            nursery.close();
            nursery.loop().stop();
            nursery.loop().runForever();
            release.countDown();
        }

        @EachThreadKind
        void that_throws_is_logged_once_and_dropped(Ground ground) {
            AtomicInteger calls = new AtomicInteger();
            CountDownLatch others = new CountDownLatch(3);
            try (Logged log = new Logged()) {
                ground.engine().view().listen(new NurseryListener() {
                    @Override
                    public void loopMade(LoopSnapshot loop) {
                        calls.incrementAndGet();
                        throw new IllegalStateException("on purpose");
                    }
                });
                ground.engine().view().listen(new NurseryListener() {
                    @Override
                    public void loopMade(LoopSnapshot loop) {
                        others.countDown();
                    }
                });
                for (String name : List.of("one", "two", "three")) {
                    ground.loops().loop(name);
                }
                Ground.await(others);
                ground.awaitTrue(
                        () -> log.lines().stream().anyMatch(line -> line.contains("is told nothing any more")));
                assertThat(log.lines())
                        .filteredOn(line -> line.contains("is told nothing any more"))
                        .hasSize(1);
            }
            assertThat(calls).hasValue(1);
        }

        @EachThreadKind
        void that_is_closed_hears_no_more(Ground ground) {
            AtomicInteger calls = new AtomicInteger();
            Registration registration = ground.engine().view().listen(new NurseryListener() {
                @Override
                public void loopMade(LoopSnapshot loop) {
                    calls.incrementAndGet();
                }
            });
            registration.close();
            registration.close();
            CountDownLatch other = new CountDownLatch(1);
            ground.engine().view().listen(new NurseryListener() {
                @Override
                public void loopMade(LoopSnapshot loop) {
                    other.countDown();
                }
            });
            ground.loops().loop("one");
            Ground.await(other);
            assertThat(calls).hasValue(0);
        }
    }

    @Nested
    class A_probe {
        @EachThreadKind
        void measures_each_task_and_each_close_on_its_thread(Ground ground) throws Exception {
            Registration registration = ground.engine().view().probe(new Marking(ground));
            try (TaskNursery nursery = ground.open("N")) {
                Ground.ended(nursery.createTask("works", () -> {}));
            }
            ground.awaitEvents(2);
            assertThat(ground.events())
                    .containsExactlyInAnyOrder(
                            "works:N SUCCEEDED of acme.search/17 on acme.search/17, same thread true",
                            "close of N on acme.search/17, 1 created");
            registration.close();
            try (TaskNursery nursery = ground.open("M")) {
                Ground.ended(nursery.createTask("works", () -> {}));
            }
            assertThat(ground.events()).hasSize(2);
        }

        @EachThreadKind
        void that_throws_is_logged_once_and_hurts_nobody(Ground ground) throws Exception {
            AtomicInteger calls = new AtomicInteger();
            try (Logged log = new Logged()) {
                ground.engine().view().probe(new NurseryProbe() {
                    @Override
                    public Object taskBegins() {
                        calls.incrementAndGet();
                        throw new IllegalStateException("on purpose");
                    }
                });
                try (TaskNursery nursery = ground.open("N")) {
                    for (int i = 0; i < 3; i++) {
                        assertThat(nursery.createTask("works", () -> "fine").get())
                                .isEqualTo("fine");
                    }
                }
                assertThat(log.lines())
                        .filteredOn(line -> line.contains("failed and is called no more"))
                        .hasSize(1);
            }
            assertThat(calls).hasValue(1);
        }
    }

    private record Notes(Ground ground) implements NurseryListener {
        @Override
        public void loopMade(LoopSnapshot loop) {
            ground.note("made " + loop.name());
        }

        @Override
        public void loopStopped(LoopSnapshot loop) {
            ground.note("stopped " + loop.name());
        }

        @Override
        public void taskFailed(TaskFailure failure) {
            ground.note("failed " + failure.task());
        }

        @Override
        public void shutdownBegun(ShutdownSnapshot shutdown) {
            ground.note("begun " + shutdown.loop() + ": " + shutdown.reason());
        }

        @Override
        public void shutdownEnded(ShutdownSnapshot shutdown) {
            ground.note("ended " + shutdown.loop());
        }

        @Override
        public void leftBehind(Straggler straggler) {
            ground.note("left " + straggler.name() + " of " + straggler.owner());
        }

        @Override
        public void stragglerEnded(Straggler straggler) {
            ground.note("late " + straggler.name());
        }
    }

    private record Marking(Ground ground) implements NurseryProbe {
        @Override
        public Object taskBegins() {
            return Thread.currentThread();
        }

        @Override
        public void taskEnded(Object mark, String task, String loop, String owner, Task.Status status) {
            ground.note(task + " " + status + " of " + owner + " on " + loop + ", same thread "
                    + (mark == Thread.currentThread()));
        }

        @Override
        public Object closeBegins() {
            return "mark";
        }

        @Override
        public void closeEnded(Object mark, String nursery, String loop, String owner, long created) {
            ground.note("close of " + nursery + " on " + loop + ", " + created + " created");
        }
    }
}

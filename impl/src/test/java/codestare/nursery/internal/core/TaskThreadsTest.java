package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.NurseryOptions;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.work.Rounds;
import codestare.nursery.internal.work.ThreadSupply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class TaskThreadsTest {
    private static final ThreadLocal<String> LEFT_BEHIND = new ThreadLocal<>();

    private static boolean seesTheConsumer(Thread thread) {
        return thread.getContextClassLoader() == Ground.class.getClassLoader();
    }

    /** Gets the first interrupt as late as the test likes. */
    private static final class LateThread extends Thread {
        private final CountDownLatch onItsWay;
        private final CountDownLatch sent;

        LateThread(Runnable body, CountDownLatch onItsWay, CountDownLatch sent) {
            super(body);
            this.onItsWay = onItsWay;
            this.sent = sent;
            setDaemon(true);
        }

        @Override
        public void interrupt() {
            onItsWay.countDown();
            Ground.awaitStubbornly(sent);
            super.interrupt();
        }
    }

    @EachThreadKind
    void its_thread_bears_its_name_is_a_daemon_and_sees_the_loader_of_the_consumer(Ground ground) throws Exception {
        try (TaskNursery nursery = ground.open("N")) {
            for (Task<String> task : List.of(
                    nursery.createTask("who", TaskThreadsTest::describe),
                    nursery.loop().createTask("loose", TaskThreadsTest::describe))) {
                assertThat(task.get()).isEqualTo(task.name() + " daemon true consumer true");
            }
        }
    }

    private static String describe() {
        Thread thread = Thread.currentThread();
        return thread.getName() + " daemon " + thread.isDaemon() + " consumer " + seesTheConsumer(thread);
    }

    @EachThreadKind
    void what_was_done_before_it_was_started_is_seen_by_it_and_what_it_did_is_seen_by_who_waited(Ground ground)
            throws Exception {
        try (TaskNursery nursery = ground.open("N")) {
            // no field of this is volatile: only the promise makes it visible
            int[] plain = new int[1];
            Rounds.upTo(2_000, round -> {
                plain[0]++;
                Task<Void> task = nursery.createTask("adder", () -> {
                    plain[0]++;
                });
                if (round % 2 == 0) {
                    task.get();
                } else {
                    nursery.join();
                }
                assertThat(plain[0]).isEqualTo(2 * (round + 1));
            });
        }
    }

    @Nested
    class When_tasks_share_a_thread {
        @EachThreadKind
        void what_one_leaves_on_it_does_not_reach_the_next(Ground ground) throws Exception {
            try (OneThread one = new OneThread(ground);
                    TaskNursery nursery = one.open("N")) {
                List<Task<String>> clean = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    nursery.createTask("dirty", () -> {
                                Thread thread = Thread.currentThread();
                                thread.setContextClassLoader(null);
                                thread.setName("dirty");
                                thread.setPriority(Thread.MAX_PRIORITY);
                                thread.setUncaughtExceptionHandler((at, thrown) -> {});
                                thread.interrupt();
                            })
                            .onDone(dirty -> Thread.currentThread().interrupt());
                    clean.add(nursery.createTask("clean", () -> {
                        Thread thread = Thread.currentThread();
                        // without a handler of its own, a thread has that of its group
                        return thread.getName() + " " + thread.getPriority() + " " + thread.isInterrupted() + " "
                                + seesTheConsumer(thread) + " "
                                + (thread.getUncaughtExceptionHandler() == thread.getThreadGroup());
                    }));
                }
                one.run();
                for (Task<String> task : clean) {
                    assertThat(task.resultNow()).isEqualTo("clean:N 5 false true true");
                }
                assertThat(one.threads()).hasSize(1);
            }
        }

        @EachThreadKind
        void thread_locals_stay_as_in_every_pool(Ground ground) throws Exception {
            try (OneThread one = new OneThread(ground);
                    TaskNursery nursery = one.open("N")) {
                nursery.createTask("setter", () -> LEFT_BEHIND.set("left"));
                Task<String> next = nursery.createTask("reader", LEFT_BEHIND::get);
                one.run();
                assertThat(next.resultNow()).isEqualTo("left");
            }
        }

        @EachThreadKind
        @Tag("slow")
        void a_cancel_at_the_moment_one_ends_never_interrupts_the_next(Ground ground) throws Exception {
            Rounds.upTo(20, round -> cancelAThousandAtTheirEnds(ground));
        }

        private void cancelAThousandAtTheirEnds(Ground ground) throws Exception {
            List<Task<Boolean>> neighbours = new ArrayList<>();
            List<Task<Void>> victims = new ArrayList<>();
            try (OneThread one = new OneThread(ground);
                    TaskNursery nursery = one.open("N")) {
                for (int i = 0; i < 1_000; i++) {
                    victims.add(nursery.createTask("victim", () -> {}));
                    neighbours.add(nursery.createTask("neighbour", () -> {
                        boolean interrupted = false;
                        // long enough for an interrupt that is late
                        for (int look = 0; look < 50; look++) {
                            interrupted |= Thread.interrupted();
                        }
                        return interrupted;
                    }));
                }
                one.go();
                for (Task<Void> victim : victims) {
                    while (victim.status() == Task.Status.PENDING) {
                        Thread.onSpinWait();
                    }
                    victim.cancel("race");
                }
                one.run();
            }
            for (Task<Boolean> neighbour : neighbours) {
                assertThat(neighbour.resultNow()).isFalse();
            }
        }

        @EachThreadKind
        void the_next_waits_for_an_interrupt_that_is_on_its_way(Ground ground) throws Exception {
            CountDownLatch onItsWay = new CountDownLatch(1);
            CountDownLatch sent = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            CountDownLatch next = new CountDownLatch(1);
            CountDownLatch arrived = new CountDownLatch(1);
            try (OneThread one = new OneThread(ground, new ThreadSupply(body -> new LateThread(body, onItsWay, sent)));
                    TaskNursery nursery = one.open("N")) {
                Task<Void> victim = nursery.createTask("victim", () -> Ground.await(end));
                Task<Boolean> neighbour = nursery.createTask("neighbour", () -> {
                    next.countDown();
                    Ground.awaitStubbornly(arrived);
                    return Thread.currentThread().isInterrupted();
                });
                one.go();
                ground.awaitTrue(() -> victim.status() == Task.Status.RUNNING);
                Thread canceller = new Thread(() -> victim.cancel("late"), "canceller");
                canceller.start();
                Ground.await(onItsWay);
                end.countDown();
                Thread shared = one.threads().get(0);
                ground.awaitTrue(() -> next.getCount() == 0 || isEnding(shared));
                sent.countDown();
                canceller.join();
                arrived.countDown();
                assertThat(neighbour.get()).isFalse();
            }
        }

        /** Whether a thread is about to end its task, whose body has returned. */
        private boolean isEnding(Thread thread) {
            return Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("settle"));
        }

        @EachThreadKind
        void the_current_task_is_known_while_it_runs_and_forgotten_after_it(Ground ground) throws Exception {
            try (OneThread one = new OneThread(ground);
                    TaskNursery nursery = one.open("N")) {
                List<Task<Boolean>> tasks = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    Task<?>[] self = new Task<?>[1];
                    Task<Boolean> task = nursery.createTask(
                            "self", () -> ground.loops().currentTask().orElseThrow() == self[0]);
                    self[0] = task;
                    tasks.add(task);
                    // a job of the loop that is no task
                    one.loop()
                            .execute(
                                    "job",
                                    () -> ground.note("job of " + ground.loops().currentTask()));
                }
                one.run();
                for (Task<Boolean> task : tasks) {
                    assertThat(task.resultNow()).isTrue();
                }
                assertThat(ground.loops().currentTask()).isEmpty();
            }
            assertThat(ground.events())
                    .containsExactly("job of Optional.empty", "job of Optional.empty", "job of Optional.empty");
        }
    }

    @Nested
    class With_fresh_threads {
        @EachThreadKind
        void each_task_has_a_thread_of_its_own_and_sees_no_thread_local_of_another(Ground ground) throws Exception {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            List<Task<String>> tasks = new ArrayList<>();
            try (TaskNursery nursery = ground.factory()
                    .open(NurseryOptions.defaults().withName("fresh").withFreshThreads(true))) {
                for (int i = 0; i < 50; i++) {
                    tasks.add(nursery.createTask("fresh", () -> {
                        threads.add(Thread.currentThread());
                        String seen = LEFT_BEHIND.get();
                        LEFT_BEHIND.set("left");
                        return seen + " " + describe();
                    }));
                }
                nursery.join();
            }
            assertThat(threads).hasSize(50);
            for (Task<String> task : tasks) {
                assertThat(task.resultNow()).isEqualTo("null fresh:fresh daemon true consumer true");
            }
        }

        @EachThreadKind
        void a_child_nursery_has_them_too(Ground ground) throws Exception {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            try (TaskNursery parent = ground.factory()
                            .open(NurseryOptions.defaults().withName("fresh").withFreshThreads(true));
                    TaskNursery child = parent.open("child")) {
                for (int i = 0; i < 50; i++) {
                    child.createTask(() -> {
                        threads.add(Thread.currentThread());
                    });
                }
                child.join();
            }
            assertThat(threads).hasSize(50);
        }
    }
}

package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.ExceptionHandler;
import codestare.nursery.NurseryException;
import codestare.nursery.TaskNursery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** No task waits behind a blocked one, in whatever way that blocks and whoever creates it. */
class BlockedWorkersTest {
    private static final int TASKS = 240;

    /** The ways in which a task goes on until the gate opens; the last ones do not block at all. */
    private enum Way {
        AWAITS,
        PARKS,
        WAITS_IN_A_MONITOR,
        PARKS_IN_A_MONITOR,
        YIELDS,
        RETURNS,
        THROWS,
        BREAKS
    }

    /** Opens once every task has begun. */
    private static final class Gate {
        private final CountDownLatch begun = new CountDownLatch(TASKS);
        private final CountDownLatch open = new CountDownLatch(1);

        boolean isOpen() {
            return open.getCount() == 0;
        }

        void pass(Way way) throws InterruptedException {
            begun.countDown();
            Object monitor = new Object();
            switch (way) {
                case AWAITS -> open.await();
                case PARKS -> park();
                case WAITS_IN_A_MONITOR -> {
                    synchronized (monitor) {
                        while (!isOpen()) {
                            monitor.wait(5);
                        }
                    }
                }
                case PARKS_IN_A_MONITOR -> {
                    // pins the carrier of a virtual thread, before Java 24
                    synchronized (monitor) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                    }
                    open.await();
                }
                case YIELDS -> {
                    while (!isOpen()) {
                        Thread.yield();
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                    }
                }
                case RETURNS -> {}
                case THROWS -> throw new IllegalStateException("one of many");
                case BREAKS -> throw new StackOverflowError("one of many");
                default -> throw new AssertionError(way);
            }
        }

        private void park() {
            while (!isOpen()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }

        void openOnceAllHaveBegun() throws InterruptedException {
            assertThat(begun.await(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS))
                    .as("%d tasks wait behind blocked ones", begun.getCount())
                    .isTrue();
            open.countDown();
        }
    }

    private static Way way(int task) {
        return Way.values()[task % Way.values().length];
    }

    private static TaskNursery open(Ground ground) {
        ground.loops().defaultLoop().setExceptionHandler(ExceptionHandler.logOnly());
        return ground.open("N");
    }

    private static void close(TaskNursery nursery) {
        try {
            nursery.close();
        } catch (NurseryException | StackOverflowError expected) {
            // those that threw
        }
    }

    @Nested
    class When_tasks_block_in_many_ways {
        @EachThreadKind
        @Tag("slow")
        void all_begin_that_one_thread_creates(Ground ground) throws Exception {
            TaskNursery nursery = open(ground);
            Gate gate = new Gate();
            for (int i = 0; i < TASKS; i++) {
                Way way = way(i);
                nursery.createTask(way.name(), () -> gate.pass(way));
            }
            gate.openOnceAllHaveBegun();
            close(nursery);
        }

        @EachThreadKind
        @Tag("slow")
        void all_begin_that_a_blocking_task_creates(Ground ground) throws Exception {
            TaskNursery nursery = open(ground);
            Gate gate = new Gate();
            nursery.createTask("creator", () -> {
                for (int i = 1; i < TASKS; i++) {
                    Way way = way(i);
                    nursery.createTask(way.name(), () -> gate.pass(way));
                }
                gate.pass(Way.AWAITS);
            });
            gate.openOnceAllHaveBegun();
            close(nursery);
        }

        @EachThreadKind
        @Tag("slow")
        void all_begin_that_many_create_in_nurseries_of_their_own(Ground ground) throws Exception {
            TaskNursery nursery = open(ground);
            Gate gate = new Gate();
            List<TaskNursery> children = new ArrayList<>();
            for (int child = 0; child < 8; child++) {
                TaskNursery own = nursery.open("child-" + child);
                children.add(own);
                nursery.createTask("creator", () -> {
                    for (int i = 0; i < TASKS / 8; i++) {
                        Way way = way(i);
                        own.createTask(way.name(), () -> gate.pass(way));
                    }
                    gate.open.await();
                });
            }
            gate.openOnceAllHaveBegun();
            children.forEach(BlockedWorkersTest::close);
            close(nursery);
        }

        @EachThreadKind
        @Tag("slow")
        void all_begin_although_a_lock_is_handed_from_one_to_the_next(Ground ground) throws Exception {
            TaskNursery nursery = open(ground);
            Gate gate = new Gate();
            ReentrantLock lock = new ReentrantLock();
            lock.lock();
            try {
                for (int i = 0; i < TASKS; i++) {
                    nursery.createTask("locker", () -> {
                        gate.begun.countDown();
                        lock.lockInterruptibly();
                        lock.unlock();
                    });
                }
                gate.openOnceAllHaveBegun();
            } finally {
                lock.unlock();
            }
            nursery.join();
            close(nursery);
        }
    }
}

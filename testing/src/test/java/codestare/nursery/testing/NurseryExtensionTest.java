package codestare.nursery.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import codestare.nursery.IsolatedNurseries;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineTestKit;

class NurseryExtensionTest {
    // of the test under test that leaves something; ended by the one around it
    private static final CountDownLatch RELEASE = new CountDownLatch(1);

    /** What the test of this name fails with; empty if it passes. */
    private static Optional<String> failureOf(String test) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(UnderTest.class, test, TaskNursery.class.getName()))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(1))
                .finished()
                .stream()
                .flatMap(
                        event -> event
                                .getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                                .getThrowable()
                                .stream())
                .map(Throwable::getMessage)
                .findFirst();
    }

    @Nested
    @ExtendWith(NurseryExtension.class)
    class A_test {
        private TaskNursery before;

        @BeforeEach
        void takeNursery(TaskNursery nursery) {
            before = nursery;
        }

        @Test
        void has_one_nursery_and_all_services_around_it(
                TaskNursery nursery, TaskNurseryFactory factory, IsolatedNurseries nurseries) {
            assertThat(nursery).isSameAs(before);
            assertThat(factory).isSameAs(nurseries.factory());
            assertThat(nurseries.loops().nurseries()).containsValue(nursery);
        }

        @Test
        void may_leave_a_task_that_ends_when_it_is_cancelled(TaskNursery nursery) throws Exception {
            CountDownLatch begun = new CountDownLatch(1);
            Task<Void> task = nursery.createTask(() -> {
                begun.countDown();
                new CountDownLatch(1).await();
            });
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(task.isDone()).isFalse();
        }
    }

    @Nested
    class A_test_fails {
        @Test
        void that_leaves_a_task_which_does_not_end() {
            assertThat(failureOf("leavesTask"))
                    .hasValueSatisfying(message -> assertThat(message)
                            .startsWith("test [leavesTask(TaskNursery)] leaves something behind;"
                                    + " make it end when it is interrupted:\n"
                                    + "  task [stuck:TaskNursery-1] of nursery [TaskNursery-1]\n      at ")
                            .contains("NurseryExtensionTest"));
            RELEASE.countDown();
        }

        @Test
        void that_leaves_a_thread() {
            assertThat(failureOf("leavesThread"))
                    .hasValueSatisfying(message -> assertThat(message)
                            .startsWith("test [leavesThread(TaskNursery)] leaves something behind;"
                                    + " make it end when it is interrupted:\n"
                                    + "  thread [left]\n      at "));
            UnderTest.left.interrupt();
        }

        @Test
        void and_passes_where_it_leaves_nothing() {
            assertThat(failureOf("leavesNothing")).isEmpty();
        }
    }

    /** Run by the tests above only: the build looks for names that end with Test. */
    @ExtendWith(NurseryExtension.class)
    static class UnderTest {
        static Thread left;

        @Test
        void leavesTask(TaskNursery nursery) throws Exception {
            CountDownLatch begun = new CountDownLatch(1);
            nursery.createTask("stuck", () -> {
                begun.countDown();
                while (RELEASE.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void leavesThread(TaskNursery nursery) throws Exception {
            nursery.createTask("starts", () -> {
                        left = new Thread(
                                () -> {
                                    try {
                                        new CountDownLatch(1).await();
                                    } catch (InterruptedException end) {
                                        // as told
                                    }
                                },
                                "left");
                        left.start();
                    })
                    .get(30, TimeUnit.SECONDS);
        }

        @Test
        void leavesNothing(TaskNursery nursery) throws Exception {
            nursery.createTask(() -> {}).get(30, TimeUnit.SECONDS);
        }
    }
}

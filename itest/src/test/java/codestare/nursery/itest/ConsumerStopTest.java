package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.itest.consumer.FactoryActivator;
import codestare.nursery.itest.consumer.ThrowingActivator;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Probe;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

@EachContainer
class ConsumerStopTest {
    private static final List<String> TASKS = List.of("one", "two", "three");

    private final TestFramework framework = TestFramework.withNursery();

    ConsumerStopTest() throws Exception {}

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Nested
    class When_a_consumer_with_running_tasks_is_stopped {
        @ParameterizedTest
        @EnumSource
        void its_tasks_are_cancelled_within_the_grace_period(Holder holder) throws Exception {
            Bundle consumer = framework.add(holder.bundle("acme.search"));
            Probe probe = holder.probe(framework, consumer);
            for (String task : TASKS) {
                probe.start(task, Behaviour.WAITS);
                framework.expect(task + " runs");
            }
            assertThat(LiveThreads.names()).anyMatch(name -> name.startsWith("one:"));
            framework.stop(consumer);
            assertThat(probe.closed()).isTrue();
            assertThat(TASKS).extracting(probe::outcome).containsOnly("CANCELLED by java.lang.InterruptedException");
            assertClean();
            for (String task : TASKS) {
                assertThat(LiveThreads.vanish(task + ":", Limit.GENEROUS))
                        .as("no thread of task [%s] among %s", task, LiveThreads.names())
                        .isTrue();
            }
        }

        @ParameterizedTest
        @EnumSource
        void the_stop_waits_for_what_a_task_cleans_up(Holder holder) throws Exception {
            Bundle consumer = framework.add(holder.bundle("acme.search"));
            holder.probe(framework, consumer).start("worker", Behaviour.CLEANS_UP);
            framework.expect("worker runs");
            Future<Void> stopping = framework.stopping(consumer);
            framework.expect("worker cancelled");
            assertStillWaits(stopping);
            framework.journal().note("worker may end");
            Limit.await(stopping, "stop", Limit.GENEROUS);
            assertThat(framework.journal().notes())
                    .containsSubsequence("worker cancelled", "worker cleaned up", "acme.search is stopped");
            assertClean();
        }

        @Test
        void the_stop_waits_for_a_task_that_no_nursery_owns() throws Exception {
            Bundle consumer = framework.add(Holder.FACTORY.bundle("acme.search"));
            framework.service(consumer, BundleView.class).looseTask("loose", Behaviour.CLEANS_UP);
            framework.expect("loose runs");
            Future<Void> stopping = framework.stopping(consumer);
            framework.expect("loose cancelled");
            assertStillWaits(stopping);
            framework.journal().note("loose may end");
            Limit.await(stopping, "stop", Limit.GENEROUS);
            assertClean();
        }

        @Test
        void a_nursery_that_was_never_given_back_refuses_further_tasks() throws Exception {
            Bundle consumer = framework.add(Holder.ACTIVATOR.bundle("acme.search"));
            Probe probe = framework.probe(consumer);
            framework.stop(consumer);
            assertThatThrownBy(() -> probe.start("late", Behaviour.WAITS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("nursery [acme.search-1] is closed; open a new one");
            assertThat(framework.journal().notes()).doesNotContain("late runs");
        }

        @Test
        void the_nursery_closes_although_the_activator_fails() throws Exception {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search").activator(ThrowingActivator.class));
            Probe probe = framework.probe(consumer);
            probe.start("worker", Behaviour.WAITS);
            framework.expect("worker runs");
            assertThatExceptionOfType(BundleException.class)
                    .isThrownBy(() -> framework.stop(consumer))
                    .havingCause()
                    .isInstanceOf(IllegalStateException.class)
                    .withMessage("the activator of the consumer failed");
            assertThat(probe.closed()).isTrue();
            assertThat(probe.outcome("worker")).isEqualTo("CANCELLED by java.lang.InterruptedException");
            assertThat(consumer.getState()).isEqualTo(Bundle.RESOLVED);
            assertClean();
        }
    }

    @Nested
    class When_a_nursery_has_children {
        @ParameterizedTest
        @EnumSource
        void they_end_before_what_is_older_in_their_parent(Holder holder) throws Exception {
            Bundle consumer = framework.add(holder.bundle("acme.search"));
            Probe parent = holder.probe(framework, consumer);
            parent.start("older", Behaviour.WAITS);
            framework.expect("older runs");
            Probe child = parent.open("child");
            child.start("inner", Behaviour.WAITS);
            framework.expect("inner runs");
            Probe grandchild = child.open("grandchild");
            grandchild.start("innermost", Behaviour.WAITS);
            framework.expect("innermost runs");
            framework.stop(consumer);
            assertThat(framework.journal().notes())
                    .containsSubsequence("innermost cancelled", "inner cancelled", "older cancelled");
            assertThat(List.of(parent, child, grandchild)).allMatch(Probe::closed);
            assertClean();
        }
    }

    @Nested
    class When_a_task_starts_and_stops_another_bundle {
        private static final int TIMES = 50;

        @ParameterizedTest
        @EnumSource
        void both_bundles_stop_without_a_lock_error(Holder holder) throws Exception {
            Bundle other = framework.add(Holder.ACTIVATOR.bundle("acme.other"));
            Bundle consumer = framework.add(holder.bundle("acme.search"));
            Probe probe = holder.probe(framework, consumer);
            probe.start("worker", () -> {
                for (int i = 0; i < TIMES; i++) {
                    other.stop();
                    other.start();
                }
                other.stop();
            });
            framework.expect("acme.other stops");
            framework.stop(consumer);
            framework.expect("worker came back");
            assertThat(probe.outcome("worker")).isEqualTo("CANCELLED by java.lang.InterruptedException");
            assertThat(other.getState()).isEqualTo(Bundle.RESOLVED);
            assertClean();
        }
    }

    @Nested
    class When_the_stopping_event_comes {
        // without a component: that would let go of its nursery, and so begin the cancel, while the event is delivered
        @Test
        void the_tasks_of_all_its_nurseries_are_cancelled_before_the_activator_stops() throws Exception {
            Bundle consumer = framework.add(ConsumerBundle.named("acme.search")
                    .activator(FactoryActivator.class)
                    .stopsAfter("one cancelled", "two cancelled", "three cancelled"));
            BundleView view = framework.service(consumer, BundleView.class);
            for (String task : TASKS) {
                view.open("nursery of " + task).start(task, Behaviour.CLEANS_UP);
                framework.expect(task + " runs");
            }
            Future<Void> stopping = framework.stopping(consumer);
            for (String task : TASKS) {
                framework.expect("acme.search saw: " + task + " cancelled");
            }
            for (String task : TASKS) {
                framework.journal().note(task + " may end");
            }
            Limit.await(stopping, "stop", Limit.GENEROUS);
            assertClean();
        }
    }

    @Nested
    class When_a_task_stops_its_own_bundle {
        @ParameterizedTest
        @EnumSource
        void the_stop_returns_to_it_and_then_it_is_cancelled(Holder holder) throws Exception {
            Bundle consumer = framework.add(holder.bundle("acme.search"));
            Probe probe = holder.probe(framework, consumer);
            probe.start("sibling", Behaviour.WAITS);
            framework.expect("sibling runs");
            probe.start("suicide", consumer::stop);
            framework.expect("suicide cancelled");
            assertThat(framework.journal().notes())
                    .containsSubsequence("sibling cancelled", "suicide came back", "suicide cancelled");
            assertThat(Limit.comesTrue(
                            Limit.GENEROUS, () -> !probe.outcome("suicide").equals("RUNNING")))
                    .isTrue();
            assertThat(probe.outcome("suicide")).isEqualTo("CANCELLED by java.lang.InterruptedException");
            assertThat(consumer.getState()).isEqualTo(Bundle.RESOLVED);
            assertThat(framework.log().warnings())
                    .singleElement()
                    .asString()
                    .contains("[suicide:")
                    .contains("has stopped its own bundle [acme.search]");
            assertThat(framework.errors()).isEmpty();
        }
    }

    @Nested
    class When_two_threads_stop_a_bundle_at_once {
        @ParameterizedTest
        @EnumSource
        void both_come_back(Holder holder) throws Exception {
            Bundle consumer = framework.add(holder.bundle("acme.search"));
            holder.probe(framework, consumer).start("worker", Behaviour.CLEANS_UP);
            framework.expect("worker runs");
            Future<Void> first = framework.stopping(consumer);
            framework.expect("worker cancelled");
            Future<Void> second = framework.stopping(consumer);
            framework.journal().note("worker may end");
            Limit.await(first, "first stop", Limit.GENEROUS);
            Limit.await(second, "second stop", Limit.GENEROUS);
            assertThat(consumer.getState()).isEqualTo(Bundle.RESOLVED);
            assertClean();
        }

        @ParameterizedTest
        @EnumSource
        void both_come_back_when_one_is_a_task_of_the_bundle(Holder holder) throws Exception {
            Bundle consumer = framework.add(holder.bundle("acme.search"));
            Probe probe = holder.probe(framework, consumer);
            probe.start("worker", Behaviour.CLEANS_UP);
            framework.expect("worker runs");
            probe.start("suicide", consumer::stop);
            framework.expect("worker cancelled");
            Future<Void> other = framework.stopping(consumer);
            framework.journal().note("worker may end");
            framework.expect("suicide cancelled");
            Limit.await(other, "stop by the other thread", Limit.GENEROUS);
            assertThat(consumer.getState()).isEqualTo(Bundle.RESOLVED);
            assertThat(framework.log().stragglers()).isEmpty();
        }
    }

    private void assertClean() {
        assertThat(framework.log().warnings()).isEmpty();
        assertThat(framework.errors()).isEmpty();
    }

    private static void assertStillWaits(Future<?> stopping) {
        assertThatThrownBy(() -> stopping.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }
}

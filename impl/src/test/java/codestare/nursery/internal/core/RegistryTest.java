package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.LoopRegistry;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;

class RegistryTest {
    @Nested
    class When_there_are_two_tenants {
        @EachThreadKind
        void each_sees_its_own_part_only(Ground ground) {
            Tenant stranger = ground.engine().bundle("stranger", 18, null);
            TaskNursery mine = ground.open("same");
            TaskNursery theirs = stranger.factory().open("same");
            assertThat(ground.loops().nurseries()).containsExactly(Map.entry("same", mine));
            assertThat(stranger.registry().nurseries()).containsExactly(Map.entry("same", theirs));
            assertThat(ground.loops().loops()).containsExactly(Map.entry("acme.search/17", mine.loop()));
            assertThat(stranger.registry().loops()).containsExactly(Map.entry("stranger/18", theirs.loop()));
            mine.close();
            assertThat(theirs.isClosed()).isFalse();
            theirs.close();
        }

        @EachThreadKind
        void loops_of_the_same_name_are_two(Ground ground) {
            Tenant stranger = ground.engine().bundle("stranger", 18, null);
            TaskLoop mine = ground.loops().loop("same");
            TaskLoop theirs = stranger.registry().loop("same");
            assertThat(theirs).isNotSameAs(mine);
            mine.stop();
            assertThat(theirs.isRunning()).isTrue();
        }

        @EachThreadKind
        void the_task_of_one_is_not_the_current_task_of_the_other(Ground ground) throws Exception {
            LoopRegistry stranger = ground.engine().bundle("stranger", 18, null).registry();
            try (TaskNursery nursery = ground.open("N")) {
                Task<Void> task = nursery.createTask("me", () -> {
                    assertThat(ground.loops().currentTask().orElseThrow().name())
                            .isEqualTo("me:N");
                    assertThat(ground.loops().currentLoop()).containsSame(nursery.loop());
                    assertThat(stranger.currentTask()).isEmpty();
                    assertThat(stranger.currentLoop()).isEmpty();
                });
                task.get();
            }
        }

        @EachThreadKind
        void what_one_opens_in_a_task_of_the_other_is_its_own_and_nobodys_child(Ground ground) throws Exception {
            Tenant stranger = ground.engine().bundle("stranger", 18, null);
            TaskNursery nursery = ground.open("N");
            TaskNursery opened = nursery.createTask(
                            "me", () -> stranger.factory().open("theirs"))
                    .get();
            assertThat(opened.loop()).isSameAs(stranger.registry().defaultLoop());
            nursery.close();
            assertThat(opened.isClosed()).isFalse();
            opened.close();
        }
    }

    @Nested
    class When_it_lists {
        @EachThreadKind
        void the_oldest_comes_first_whatever_the_loop(Ground ground) {
            TaskLoop second = ground.loops().loop("second");
            List<String> names = List.of("d", "a", "c", "b", "e");
            for (String name : names) {
                if (name.compareTo("c") < 0) {
                    ground.factory().open(name, second);
                } else {
                    ground.open(name);
                }
            }
            assertThat(ground.loops().nurseries().keySet()).containsExactlyElementsOf(names);
            assertThat(ground.loops().loops().keySet()).containsExactly("second", "acme.search/17");
        }

        @EachThreadKind
        void the_lists_are_snapshots_that_nobody_can_change(Ground ground) {
            TaskNursery nursery = ground.open("N");
            Map<String, TaskNursery> nurseries = ground.loops().nurseries();
            Map<String, TaskLoop> loops = ground.loops().loops();
            assertThatThrownBy(nurseries::clear).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(loops::clear).isInstanceOf(UnsupportedOperationException.class);
            nursery.close();
            ground.loops().loop("second");
            assertThat(nurseries).containsOnlyKeys("N");
            assertThat(loops).containsOnlyKeys("acme.search/17");
            assertThat(ground.loops().nurseries()).isEmpty();
        }

        @EachThreadKind
        void a_nursery_that_nobody_holds_is_still_there(Ground ground) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            ground.open("N").createTask("x", () -> {
                begun.countDown();
                release.await();
                ground.note("ended");
            });
            Ground.await(begun);
            System.gc();
            assertThat(ground.loops().nurseries()).containsOnlyKeys("N");
            Task<?> task =
                    ground.loops().nurseries().get("N").tasks().iterator().next();
            release.countDown();
            assertThat(Ground.ended(task).status()).isEqualTo(Task.Status.SUCCEEDED);
            assertThat(ground.events()).containsExactly("ended");
        }
    }

    @Nested
    class When_asked_for_a_loop {
        @EachThreadKind
        void it_makes_one_of_a_name_once(Ground ground) {
            assertThat(ground.loops().loops()).isEmpty();
            TaskLoop made = ground.loops().loop("second");
            assertThat(made.name()).isEqualTo("second");
            assertThat(made.isRunning()).isTrue();
            assertThat(ground.loops().loop("second")).isSameAs(made);
            assertThat(ground.tenant().registry().loop("second")).isSameAs(made);
            assertThat(ground.loops().loops()).containsExactly(Map.entry("second", made));
        }

        @EachThreadKind
        void the_default_one_is_called_after_the_bundle(Ground ground) {
            TaskLoop made = ground.loops().defaultLoop();
            assertThat(made.name()).isEqualTo("acme.search/17");
            assertThat(ground.loops().loop("acme.search/17")).isSameAs(made);
            assertThat(ground.open("N").loop()).isSameAs(made);
        }

        @EachThreadKind
        void there_is_no_current_one_outside_of_tasks(Ground ground) {
            ground.open("N");
            assertThat(ground.loops().currentLoop()).isEmpty();
            assertThat(ground.loops().currentTask()).isEmpty();
        }
    }
}

package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.NurseryException;
import codestare.nursery.NurseryOptions;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;

class NamesTest {
    private static final String TAKEN = "name [indexer] is taken by nursery [indexer] of loop [acme.search/17];"
            + " choose another or close that nursery";

    @Nested
    class When_a_name_is_taken {
        @EachThreadKind
        void it_is_refused_with_its_holder(Ground ground) {
            TaskNursery holder = ground.open("indexer");
            TaskLoop loop = holder.loop();
            assertRefused(
                    IllegalArgumentException.class,
                    TAKEN,
                    () -> ground.open("indexer"),
                    () -> ground.factory().open("indexer", loop),
                    () -> ground.factory().open(NurseryOptions.defaults().withName("indexer")),
                    () -> ground.factory().call("indexer", nursery -> "ran"),
                    () -> holder.open("indexer"));
            assertThat(ground.loops().nurseries()).containsExactly(Map.entry("indexer", holder));
            assertThat(holder.isClosed()).isFalse();
            holder.close();
        }

        @EachThreadKind
        void the_error_tells_the_loop_of_the_holder_when_that_is_another_one(Ground ground) {
            TaskNursery holder = ground.factory().open("indexer", ground.loops().loop("second"));
            assertRefused(
                    IllegalArgumentException.class,
                    "name [indexer] is taken by nursery [indexer] of loop [second];"
                            + " choose another or close that nursery",
                    () -> ground.open("indexer"));
            holder.close();
        }

        @EachThreadKind
        void the_refused_opening_leaves_no_loop_behind(Ground ground) {
            TaskNursery holder = ground.factory().open("indexer", ground.loops().loop("second"));
            assertThatThrownBy(() -> ground.open("indexer")).isInstanceOf(IllegalArgumentException.class);
            assertThat(ground.loops().loops()).containsOnlyKeys("second");
            holder.close();
        }

        @EachThreadKind
        void a_refused_child_leaves_its_parent_as_it_was(Ground ground) {
            TaskNursery parent = ground.open("indexer");
            parent.callback(() -> ground.note("callback"));
            assertThatThrownBy(() -> parent.open("indexer")).isInstanceOf(IllegalArgumentException.class);
            parent.open("child").close();
            parent.close();
            assertThat(ground.events()).containsExactly("callback");
        }

        @EachThreadKind
        void one_of_many_that_ask_at_once_gets_it(Ground ground) throws Exception {
            int askers = 8;
            CyclicBarrier together = new CyclicBarrier(askers);
            ExecutorService threads = Executors.newFixedThreadPool(askers);
            try {
                List<Future<TaskNursery>> answers = new ArrayList<>();
                for (int i = 0; i < askers; i++) {
                    answers.add(threads.submit(() -> {
                        together.await();
                        return ground.open("indexer");
                    }));
                }
                List<TaskNursery> given = new ArrayList<>();
                List<String> refusals = new ArrayList<>();
                for (Future<TaskNursery> answer : answers) {
                    try {
                        given.add(answer.get());
                    } catch (ExecutionException refused) {
                        assertThat(refused.getCause()).isInstanceOf(IllegalArgumentException.class);
                        refusals.add(refused.getCause().getMessage());
                    }
                }
                assertThat(given).hasSize(1);
                assertThat(refusals).hasSize(askers - 1).containsOnly(TAKEN);
                assertThat(ground.loops().nurseries()).containsExactly(Map.entry("indexer", given.get(0)));
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Nested
    class When_two_open_and_close_with_one_name_again_and_again {
        @EachThreadKind
        void who_comes_too_late_is_told_so_though_the_holder_is_just_being_made(Ground ground) throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<Future<Void>> both = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    both.add(threads.submit(() -> openAndClose(ground)));
                }
                for (Future<Void> one : both) {
                    one.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(ground.loops().nurseries()).isEmpty();
        }

        private Void openAndClose(Ground ground) {
            for (int i = 0; i < 20_000; i++) {
                try {
                    ground.open("indexer").close();
                } catch (IllegalArgumentException refused) {
                    assertThat(refused).hasMessage(TAKEN);
                }
            }
            return null;
        }
    }

    @Nested
    class When_its_holder_ends {
        @EachThreadKind
        void a_close_frees_the_name(Ground ground) {
            ground.open("indexer").close();
            assertThat(ground.loops().nurseries()).isEmpty();
            ground.open("indexer").close();
        }

        @EachThreadKind
        void a_close_that_throws_frees_the_name(Ground ground) {
            TaskNursery nursery = ground.open("indexer");
            nursery.callback(() -> {
                throw new IOException("disk");
            });
            assertThatThrownBy(nursery::close).isInstanceOf(NurseryException.class);
            ground.open("indexer").close();
        }

        @EachThreadKind
        void a_call_whose_body_throws_frees_the_name(Ground ground) {
            IOException failure = new IOException("boom");
            assertThatThrownBy(() -> ground.factory().call("indexer", nursery -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            ground.open("indexer").close();
        }

        @EachThreadKind
        void the_name_is_held_until_the_close_has_ended(Ground ground) {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch closing = new CountDownLatch(1);
            TaskNursery nursery = ground.open("indexer");
            nursery.callback(() -> {
                closing.countDown();
                Ground.awaitStubbornly(release);
            });
            nursery.sentinelTask().cancel(true);
            Ground.await(closing);
            assertRefused(IllegalArgumentException.class, TAKEN, () -> ground.open("indexer"));
            assertThat(ground.loops().nurseries()).containsOnlyKeys("indexer");
            release.countDown();
            Ground.ended(nursery.sentinelTask());
            ground.open("indexer").close();
        }

        @EachThreadKind
        void popAll_frees_the_name_and_gives_the_new_nursery_a_default_one(Ground ground) {
            TaskNursery old = ground.open("indexer");
            TaskNursery popped = old.popAll();
            assertThat(old.name()).isEqualTo("indexer");
            assertThat(popped.name()).isEqualTo("acme.search-1");
            assertThat(ground.loops().nurseries()).containsOnlyKeys("acme.search-1");
            ground.open("indexer").close();
            popped.close();
        }
    }

    @Nested
    class When_no_name_is_given {
        @EachThreadKind
        void names_come_from_a_counter_and_never_repeat(Ground ground) {
            TaskNurseryFactory factory = ground.factory();
            assertThat(factory.open().name()).isEqualTo("acme.search-1");
            try (TaskNursery second = factory.open(NurseryOptions.defaults())) {
                assertThat(second.name()).isEqualTo("acme.search-2");
            }
            assertThat(factory.open().name()).isEqualTo("acme.search-3");
            assertThat(ground.tenant().factory().open().name()).isEqualTo("acme.search-4");
        }

        @EachThreadKind
        void nor_do_they_when_the_bundle_starts_again(Ground ground) {
            assertThat(ground.factory().open().name()).isEqualTo("acme.search-1");
            Tenant again = ground.engine().bundle("acme.search", 17, Ground.class.getClassLoader());
            assertThat(again.factory().open().name()).isEqualTo("acme.search-2");
        }

        @EachThreadKind
        void one_that_a_user_took_is_left_out(Ground ground) {
            ground.open("acme.search-1");
            TaskNursery second = ground.open("acme.search-2");
            assertThat(ground.factory().open().name()).isEqualTo("acme.search-3");
            second.close();
            assertThat(ground.factory().open().name()).isEqualTo("acme.search-4");
        }

        @EachThreadKind
        void a_plain_process_counts_as_the_original_did(Ground ground) {
            Tenant process = ground.engine().process();
            assertThat(process.factory().open().name()).isEqualTo("TaskNursery-1");
            assertThat(process.factory().open().name()).isEqualTo("TaskNursery-2");
            assertThat(process.registry().loops()).containsOnlyKeys("default");
            assertThat(process.registry().nurseries()).containsOnlyKeys("TaskNursery-1", "TaskNursery-2");
        }
    }

    @Nested
    class When_a_task_is_made {
        @EachThreadKind
        void it_is_called_by_its_nursery_too(Ground ground) throws Exception {
            try (TaskNursery nursery = ground.open("indexer")) {
                Task<Integer> five = nursery.createTask("five", () -> 5);
                assertThat(five.name()).isEqualTo("five:indexer");
                assertThat(five.get()).isEqualTo(5);
                assertThat(nursery.createTask("act", () -> {}).name()).isEqualTo("act:indexer");
                assertThat(nursery.adopt("stage", CompletableFuture.completedFuture(1))
                                .name())
                        .isEqualTo("stage:indexer");
                assertThat(nursery.sentinelTask().name()).isEqualTo("sentinel:indexer");
            }
        }

        @EachThreadKind
        void its_name_need_not_be_unique_and_has_a_default(Ground ground) {
            try (TaskNursery nursery = ground.open("indexer")) {
                assertThat(ground.sleeper(nursery, "same").name()).isEqualTo("same:indexer");
                assertThat(ground.sleeper(nursery, "same").name()).isEqualTo("same:indexer");
                assertThat(nursery.createTask(() -> 1).name()).isEqualTo("task:indexer");
                assertThat(nursery.createTask(() -> {}).name()).isEqualTo("task:indexer");
            }
        }

        @EachThreadKind
        void one_of_no_nursery_is_called_as_it_was_named(Ground ground) {
            assertThat(ground.loops().defaultLoop().createTask("loose", () -> 1).name())
                    .isEqualTo("loose");
        }
    }
}

package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.NurseryClosedException;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.work.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;

class ClosedNurseryTest {
    @Nested
    class When_it_has_closed {
        @EachThreadKind
        void it_takes_nothing(Ground ground) {
            TaskNursery nursery = ground.open("indexer");
            nursery.close();
            assertTakesNothing(ground, nursery, "nursery [indexer] is closed; open a new one");
            assertThat(ground.loops().nurseries()).isEmpty();
            assertNothingRan(ground);
        }

        @EachThreadKind
        void it_takes_nothing_after_popAll_either(Ground ground) {
            TaskNursery nursery = ground.open("indexer");
            TaskNursery popped = nursery.popAll();
            assertTakesNothing(ground, nursery, "nursery [indexer] is closed; open a new one");
            assertThat(ground.loops().nurseries()).containsOnlyKeys(popped.name());
            assertThat(popped.tasks()).isEmpty();
            assertNothingRan(ground);
        }

        @EachThreadKind
        void what_only_looks_still_works(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("indexer");
            TaskLoop loop = nursery.loop();
            nursery.close();
            nursery.close();
            nursery.join();
            assertThat(nursery.name()).isEqualTo("indexer");
            assertThat(nursery.loop()).isSameAs(loop);
            assertThat(nursery.isClosed()).isTrue();
            assertThat(nursery.tasks()).isEmpty();
            assertThat(nursery.sentinelTask().status()).isEqualTo(Task.Status.SUCCEEDED);
            assertThat(nursery).hasToString("TaskNursery[indexer, closed]");
        }
    }

    @Nested
    class When_it_was_a_child {
        @EachThreadKind
        void it_holds_none_of_those_that_were_beside_it(Ground ground) {
            TaskNursery parent = ground.open("parent");
            LoopNursery first = (LoopNursery) parent.open("first");
            LoopNursery second = (LoopNursery) parent.open("second");
            LoopNursery third = (LoopNursery) parent.open("third");
            second.close();
            LoopNursery moved = (LoopNursery) first.popAll();
            assertThat(List.of(first, second)).allSatisfy(closed -> {
                assertThat(closed.older).isNull();
                assertThat(closed.younger).isNull();
            });
            assertThat(moved.younger).isSameAs(third);
            assertThat(third.older).isSameAs(moved);
            parent.close();
        }

        @EachThreadKind
        void it_is_none_any_more_though_it_closed_before_its_parent_knew_it(Ground ground) {
            LoopNursery parent = (LoopNursery) ground.open("parent");
            LoopNursery child = (LoopNursery) ground.open("child");
            child.close();
            parent.admit(child);
            assertThat(parent.stack().children()).isEmpty();
            parent.close();
        }
    }

    @Nested
    class When_it_had_nothing_to_end {
        @EachThreadKind
        void a_larger_end_waits_for_it_all_the_same(Ground ground) {
            LoopNursery nursery = (LoopNursery) ground.open("N");
            Closing closing = new ClosingOfNothing(nursery);
            Ending ending = Ending.byThisThread(
                    "a release",
                    Deadline.in(Duration.ZERO),
                    Set.of(),
                    ground.engine().stragglers());
            assertThat(closing.await(ending)).isFalse();
            nursery.close();
            assertThat(closing.await(ending)).isTrue();
        }

        @EachThreadKind
        void nobody_finds_it_though_its_place_in_the_list_is_not_given_back_yet(Ground ground) {
            LoopNursery nursery = (LoopNursery) ground.open("N");
            WorkerLoop loop = nursery.loop();
            nursery.close();
            loop.list(nursery);
            assertThat(ground.loops().nurseries()).isEmpty();
            loop.unlist(nursery);
        }
    }

    @Nested
    class When_it_closes {
        @EachThreadKind
        void it_takes_nothing_from_outside(Ground ground) {
            TaskNursery nursery = ground.open("indexer");
            CountDownLatch closing = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            nursery.callback(() -> {
                closing.countDown();
                Ground.awaitStubbornly(release);
            });
            nursery.sentinelTask().cancel(true);
            Ground.await(closing);
            assertThat(nursery.isClosed()).isFalse();
            assertTakesNothing(ground, nursery, "nursery [indexer] is closing; open a new one");
            assertThat(nursery.tasks()).isEmpty();
            assertThat(ground.loops().nurseries()).containsOnlyKeys("indexer");
            release.countDown();
            Ground.ended(nursery.sentinelTask());
            assertNothingRan(ground);
        }
    }

    @Nested
    class When_a_refused_resource_cannot_be_closed {
        @EachThreadKind
        void that_is_suppressed_in_the_refusal(Ground ground) {
            TaskNursery nursery = ground.open("indexer");
            nursery.close();
            IOException failure = new IOException("disk");
            AutoCloseable resource = () -> {
                throw failure;
            };
            assertThatThrownBy(() -> nursery.enter(resource))
                    .isExactlyInstanceOf(NurseryClosedException.class)
                    .hasMessage("nursery [indexer] is closed; open a new one")
                    .hasSuppressedException(failure);
        }
    }

    /** Offers everything; afterwards the resource is closed, the stage cancelled, and the names are free. */
    private static void assertTakesNothing(Ground ground, TaskNursery nursery, String message) {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        List<String> closed = new ArrayList<>();
        AutoCloseable resource = () -> closed.add("resource");
        assertRefused(
                NurseryClosedException.class,
                message,
                () -> nursery.createTask(() -> {
                    ground.note("ran");
                    return 1;
                }),
                () -> nursery.createTask("late", () -> {
                    ground.note("ran");
                    return 1;
                }),
                () -> nursery.createTask(() -> ground.note("ran")),
                () -> nursery.createTask("late", () -> ground.note("ran")),
                () -> nursery.adopt("late", stage),
                () -> nursery.enter(resource),
                () -> nursery.push(info -> {
                    ground.note("exit ran");
                    return true;
                }),
                () -> nursery.callback(() -> ground.note("callback ran")),
                () -> nursery.open("child"),
                nursery::popAll);
        assertThat(closed).containsExactly("resource");
        assertThat(stage).isCancelled();
        ground.open("child").close();
    }

    private static void assertNothingRan(Ground ground) {
        ground.clear();
        assertThat(ground.events()).isEmpty();
    }
}

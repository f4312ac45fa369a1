package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.*;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import org.junit.jupiter.api.Nested;

class ClosingFromInsideTest {
    @EachThreadKind
    void a_child_that_closes_its_nursery_goes_on_while_its_siblings_end(Ground ground) throws Exception {
        TaskNursery nursery = ground.open("inside");
        ground.sleeper(nursery, "sibling");
        Task<String> closer = nursery.createTask("closer", () -> {
            nursery.close();
            ground.note("closed " + nursery.isClosed() + ", interrupted "
                    + Thread.currentThread().isInterrupted());
            return "went on";
        });
        assertThat(closer.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS)).isEqualTo("went on");
        assertThat(ground.events()).containsExactly("sibling ended", "closed true, interrupted false");
        assertNobodyWasLeftBehind(ground);
    }

    /** Nobody waited in vain: then the close would have gone on without somebody at its limit. */
    private static void assertNobodyWasLeftBehind(Ground ground) {
        assertThat(ground.engine().view().counts().straggled()).isZero();
    }

    @EachThreadKind
    void two_children_that_close_at_once_do_not_wait_for_each_other(Ground ground) throws Exception {
        TaskNursery nursery = ground.open("both");
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Boolean> closer = () -> {
            together.await();
            nursery.close();
            return nursery.isClosed();
        };
        Task<Boolean> one = nursery.createTask("one", closer);
        Task<Boolean> two = nursery.createTask("two", closer);
        Ground.ended(one);
        Ground.ended(two);
        assertThat(List.of(one, two)).noneMatch(task -> task.status() == Task.Status.FAILED);
        assertThat(nursery.isClosed()).isTrue();
        assertNobodyWasLeftBehind(ground);
    }

    @EachThreadKind
    void a_grandchild_may_close_its_grandparent(Ground ground) throws Exception {
        TaskNursery outer = ground.open("outer");
        TaskNursery inner = outer.open("inner");
        ground.sleeper(outer, "sleeper");
        Task<Boolean> closer = inner.createTask("closer", () -> {
            outer.close();
            return inner.isClosed();
        });
        assertThat(closer.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(ground.events()).containsExactly("sleeper ended");
        assertNobodyWasLeftBehind(ground);
    }

    @EachThreadKind
    void a_grandchild_that_closes_as_it_is_cancelled_is_not_awaited(Ground ground) {
        // who waits for its limit waits for ever
        TaskNursery outer = ground.factory()
                .open(NurseryOptions.defaults().withName("outer").withGrace(Duration.ofHours(1)));
        TaskNursery inner = outer.open("inner");
        CountDownLatch begun = new CountDownLatch(1);
        Task<Void> closer = inner.createTask("closer", () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ground.awaitTrue(() -> ground.clock().waiting() > 0);
                outer.close();
            }
        });
        Ground.await(begun);
        outer.close();
        Ground.ended(closer);
        assertThat(closer.status()).isEqualTo(Task.Status.SUCCEEDED);
        assertNobodyWasLeftBehind(ground);
    }

    @EachThreadKind
    void a_child_that_cancels_the_sentinel_is_cancelled_as_well(Ground ground) {
        TaskNursery nursery = ground.open("sentinel");
        Task<Void> child = nursery.createTask("child", () -> {
            nursery.sentinelTask().cancel("from inside");
            new CountDownLatch(1).await();
        });
        Ground.ended(child);
        Ground.ended(nursery.sentinelTask());
        assertThat(child.status()).isEqualTo(Task.Status.CANCELLED);
    }

    @EachThreadKind
    void who_is_told_of_the_sentinels_end_may_close_again(Ground ground) {
        TaskNursery nursery = ground.open("told");
        nursery.callback(() -> ground.note("callback"));
        nursery.sentinelTask().onDone(sentinel -> {
            nursery.close();
            ground.note("closed again");
        });
        // so that nothing ends by its limit
        ground.clock().stop();
        nursery.sentinelTask().cancel("enough");
        ground.awaitEvents(2);
        assertThat(ground.events()).containsExactly("callback", "closed again");
    }

    @EachThreadKind
    void who_is_told_of_the_end_of_a_childs_sentinel_may_close_the_parent_again(Ground ground) {
        TaskNursery parent = ground.open("parent");
        TaskNursery child = parent.open("child");
        child.sentinelTask().onDone(sentinel -> {
            parent.close();
            ground.note("closed again");
        });
        ground.clock().stop();
        parent.sentinelTask().cancel("enough");
        ground.awaitEvents(1);
        Ground.ended(parent.sentinelTask());
        assertThat(ground.events()).containsExactly("closed again");
    }

    @EachThreadKind
    void an_exit_callback_may_close_again(Ground ground) {
        TaskNursery nursery = ground.open("again");
        nursery.callback(() -> ground.note("oldest"));
        nursery.callback(() -> {
            nursery.close();
            ground.note("callback");
        });
        nursery.close();
        assertThat(ground.events()).containsExactly("callback", "oldest");
    }

    @EachThreadKind
    void children_that_join_their_own_nursery_do_not_wait_for_each_other(Ground ground) {
        TaskNursery nursery = ground.open("joining");
        Task<Void> one = nursery.createTask("one", nursery::join);
        Task<Void> two = nursery.createTask("two", nursery::join);
        Ground.ended(one);
        Ground.ended(two);
        assertThat(one.status()).isEqualTo(Task.Status.SUCCEEDED);
        assertThat(two.status()).isEqualTo(Task.Status.SUCCEEDED);
        nursery.close();
    }

    @Nested
    class When_the_close_is_over {
        @EachThreadKind
        void the_nursery_keeps_nothing_of_the_task_that_closed_it(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("inside");
            WeakReference<Object> result = resultOfCloserOf(nursery);
            Ground.ended(nursery.sentinelTask());
            assertCollected(result);
            assertThat(nursery.isClosed()).isTrue();
        }

        @EachThreadKind
        void a_moved_nursery_keeps_nothing_of_the_task_that_moved_it(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("moved");
            WeakReference<Object> result = resultOfMoverOf(nursery);
            assertCollected(result);
            assertThat(nursery.isClosed()).isTrue();
        }

        private WeakReference<Object> resultOfCloserOf(TaskNursery nursery) throws Exception {
            return new WeakReference<>(nursery.<Object>createTask(() -> {
                        nursery.close();
                        return new Object();
                    })
                    .get());
        }

        private WeakReference<Object> resultOfMoverOf(TaskNursery nursery) throws Exception {
            return new WeakReference<>(nursery.<Object>createTask(() -> {
                        nursery.popAll().close();
                        return new Object();
                    })
                    .get());
        }

        private void assertCollected(WeakReference<?> reference) {
            long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(Ground.GENEROUS_SECONDS);
            while (!reference.refersTo(null) && System.nanoTime() < limit) {
                System.gc();
            }
            assertThat(reference.refersTo(null)).as("is collected").isTrue();
        }
    }
}

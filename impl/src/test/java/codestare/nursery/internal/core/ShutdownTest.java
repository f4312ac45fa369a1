package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

class ShutdownTest {
    @EachThreadKind
    void a_shutdown_that_is_asked_for_twice_is_one(Ground ground) throws Exception {
        TaskNursery nursery = ground.open("N");
        ground.sleeper(nursery, "sleeper");
        ShutdownService service = ground.shutdownService();
        Task<Void> first = service.shutdown(nursery.loop(), ShutdownReason.of("one"));
        Task<Void> second = service.shutdown(nursery.loop(), ShutdownReason.of("two"));
        assertThat(second).isSameAs(first);
        assertThat(first.loop()).isNotSameAs(nursery.loop());
        assertThat(first.cancel(true)).isFalse();
        first.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
        assertThat(first.status()).isEqualTo(Task.Status.SUCCEEDED);
        assertThat(nursery.isClosed()).isTrue();
        assertThat(ground.loops().loops()).isEmpty();
    }

    @EachThreadKind
    void marked_sentinels_and_nurseries_end_before_the_loose_tasks(Ground ground) throws Exception {
        TaskLoop loop = ground.loops().defaultLoop();
        CountDownLatch begun = new CountDownLatch(2);
        Task<Void> loose = loop.createTask("loose", () -> sleep(ground, begun, "loose"));
        Task<Void> sentinel = loop.createTask("sentinel", () -> sleep(ground, begun, "sentinel"));
        Ground.await(begun);
        assertThat(ground.shutdownService().markSentinelTask(sentinel)).isSameAs(sentinel);
        ground.shutdownService().shutdownAll(ShutdownReason.of("end")).get();
        assertThat(ground.events()).containsExactly("sentinel ended", "loose ended");
        assertThat(loose.status()).isEqualTo(Task.Status.CANCELLED);
        assertThat(((WorkerLoop) loop).marked()).isEmpty();
    }

    private static Void sleep(Ground ground, CountDownLatch begun, String name) throws InterruptedException {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
            return null;
        } finally {
            ground.note(name + " ended");
        }
    }

    @EachThreadKind
    void its_limit_can_be_made_now(Ground ground) {
        CountDownLatch release = new CountDownLatch(1);
        TaskNursery nursery = ground.open("stuck");
        Task<Void> stubborn = ground.stubborn(nursery, "stubborn", release);
        Shutdown shutdown = ground.engine().shutDownAll(ShutdownReason.ofSignal("TERM"));
        shutdown.hasten();
        shutdown.await();
        Ground.ended(nursery.sentinelTask());
        assertThat(stubborn.isDone()).isFalse();
        release.countDown();
        Ground.ended(stubborn);
        ground.awaitNoStraggler();
    }

    @EachThreadKind
    void a_tenant_that_has_ended_opens_nothing(Ground ground) {
        ground.tenant()
                .end("bundle [acme.search] stops", codestare.nursery.internal.work.Deadline.in(Duration.ofSeconds(4)))
                .await();
        assertThatThrownBy(() -> ground.open("late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bundle [acme.search/17] has no nurseries any more: bundle [acme.search] stops;"
                        + " use the service anew");
    }

    @EachThreadKind
    void a_released_nursery_is_closed_when_the_release_returns(Ground ground) {
        Release release = ground.tenant().openForRelease();
        assertThat(release.nursery().name()).isEqualTo("acme.search-1");
        ground.sleeper(release.nursery(), "sleeper");
        release.letGo();
        assertThat(release.nursery().isClosed()).isTrue();
        assertThat(ground.events()).containsExactly("sleeper ended");
        release.letGo();
    }

    @EachThreadKind
    void the_factory_closes_what_was_left_open(Ground ground) {
        TenantFactory factory = ground.tenant().factory();
        TaskNursery left = factory.open("left");
        TaskNursery popped = factory.open("old").popAll();
        TaskNursery others = ground.open("others");
        factory.letGo();
        assertThat(left.isClosed()).isTrue();
        assertThat(popped.isClosed()).isTrue();
        assertThat(others.isClosed()).isFalse();
        others.close();
    }
}

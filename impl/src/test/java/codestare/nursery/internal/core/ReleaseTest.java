package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.NurseryOptions;
import codestare.nursery.TaskNursery;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;

class ReleaseTest {
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

    @EachThreadKind
    @Tag("slow")
    void somebody_elses_close_is_awaited_by_its_own_instant_only(Ground ground) {
        TenantFactory factory = ground.tenant().factory();
        NurseryOptions options = NurseryOptions.defaults();
        // a release gives the longest grace among what it closes
        TaskNursery patient = factory.open(options.withGrace(Duration.ofHours(1)));
        TaskNursery stuck = factory.open(options.withGrace(Duration.ofMillis(20)));
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch inCallback = new CountDownLatch(1);
        stuck.callback(() -> {
            inCallback.countDown();
            Ground.awaitStubbornly(release);
        });
        new Thread(stuck::close, "owner").start();
        Ground.await(inCallback);
        ground.hurried(factory::letGo);
        assertThat(patient.isClosed()).isTrue();
        assertThat(stuck.isClosed()).isFalse();
        release.countDown();
        Ground.ended(stuck.sentinelTask());
    }
}

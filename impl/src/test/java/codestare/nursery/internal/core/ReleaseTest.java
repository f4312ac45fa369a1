package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.TaskNursery;

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
}

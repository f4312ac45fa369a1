package codestare.nursery.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final long LONG_NANOS = LONG.toNanos();

    @Test
    void it_is_in_the_future_until_its_time_is_over() {
        assertThat(Deadline.in(LONG).hasPassed()).isFalse();
        assertThat(Deadline.in(LONG).remainingNanos()).isBetween(1L, LONG_NANOS);
        assertThat(Deadline.in(Duration.ZERO).hasPassed()).isTrue();
        assertThat(Deadline.in(Duration.ofNanos(-1)).remainingNanos()).isZero();
    }

    @Test
    void it_never_comes_by_itself_if_it_is_for_ever() {
        assertThat(Deadline.never().remainingNanos())
                .isGreaterThan(Duration.ofDays(36_500).toNanos());
        assertThat(Deadline.in(Duration.ofSeconds(Long.MAX_VALUE)).hasPassed()).isFalse();
        assertThat(Deadline.never().within(Duration.ofSeconds(Long.MAX_VALUE)).hasPassed())
                .isFalse();
    }

    @Test
    void it_can_be_made_now() {
        Deadline deadline = Deadline.in(LONG);
        deadline.hasten();
        assertThat(deadline.hasPassed()).isTrue();
        deadline.hasten();
        assertThat(deadline.remainingNanos()).isZero();
    }

    @Nested
    class When_one_is_made_within_another {
        @Test
        void the_earlier_of_both_holds() {
            Deadline outer = Deadline.in(LONG);
            assertThat(outer.within(LONG.multipliedBy(2)).remainingNanos()).isLessThanOrEqualTo(LONG_NANOS);
            assertThat(outer.within(LONG.dividedBy(2)).remainingNanos()).isLessThanOrEqualTo(LONG_NANOS / 2);
        }

        @Test
        void it_comes_when_the_outer_one_is_made_now_and_not_the_other_way_round() {
            Deadline outer = Deadline.in(LONG);
            Deadline first = outer.within(LONG);
            Deadline second = outer.within(LONG);
            first.hasten();
            assertThat(outer.hasPassed()).isFalse();
            assertThat(second.hasPassed()).isFalse();
            outer.hasten();
            assertThat(second.hasPassed()).isTrue();
        }
    }

    @Nested
    class When_one_is_a_part_of_another {
        @Test
        void it_comes_with_the_whole() {
            Deadline whole = Deadline.in(LONG);
            Deadline part = whole.part();
            assertThat(part.remainingNanos()).isBetween(1L, LONG_NANOS);
            whole.hasten();
            assertThat(part.hasPassed()).isTrue();
        }

        @Test
        void its_limit_is_none_of_the_wholes() {
            Deadline whole = Deadline.in(LONG);
            Deadline part = whole.part();
            part.limitBy(Deadline.in(Duration.ZERO));
            assertThat(part.hasPassed()).isTrue();
            assertThat(whole.hasPassed()).isFalse();
        }
    }

    @Nested
    class When_one_is_limited_by_another {
        @Test
        void it_can_only_come_nearer() {
            Deadline deadline = Deadline.in(LONG);
            deadline.limitBy(Deadline.never());
            assertThat(deadline.remainingNanos()).isBetween(1L, LONG_NANOS);
            Deadline shorter = Deadline.in(LONG.dividedBy(2));
            deadline.limitBy(shorter);
            deadline.limitBy(Deadline.in(LONG.dividedBy(4).multipliedBy(3)));
            assertThat(deadline.remainingNanos()).isBetween(1L, LONG_NANOS / 2);
            shorter.hasten();
            assertThat(deadline.hasPassed()).isTrue();
        }

        @Test
        void the_same_limit_twice_and_itself_change_nothing() {
            Deadline deadline = Deadline.in(LONG);
            deadline.limitBy(deadline);
            Deadline other = Deadline.in(LONG.multipliedBy(2));
            deadline.limitBy(other);
            deadline.limitBy(other);
            assertThat(deadline.remainingNanos()).isBetween(1L, LONG_NANOS);
        }
    }

    @Nested
    class When_it_has_passed {
        @Test
        void a_last_chance_is_the_same_for_all_who_ask() {
            Deadline deadline = Deadline.in(LONG);
            assertThat(deadline.orLastChance()).isSameAs(deadline);
            deadline.hasten();
            Deadline chance = deadline.orLastChance();
            assertThat(chance).isNotSameAs(deadline);
            assertThat(deadline.orLastChance()).isSameAs(chance);
            assertThat(chance.remainingNanos())
                    .isLessThanOrEqualTo(Duration.ofMillis(100).toNanos());
        }

        @Test
        void parts_share_the_last_chance_of_the_whole() {
            Deadline whole = Deadline.in(LONG);
            Deadline first = whole.within(LONG);
            Deadline second = whole.within(LONG).within(LONG);
            whole.hasten();
            assertThat(first.orLastChance()).isSameAs(whole.orLastChance());
            assertThat(second.orLastChance()).isSameAs(whole.orLastChance());
        }

        @Test
        void a_part_whose_own_time_is_over_has_a_chance_of_its_own() {
            Deadline whole = Deadline.in(LONG);
            Deadline part = whole.within(Duration.ZERO);
            assertThat(part.orLastChance().remainingNanos())
                    .isLessThanOrEqualTo(Duration.ofMillis(100).toNanos());
            assertThat(whole.orLastChance()).isSameAs(whole);
        }
    }
}

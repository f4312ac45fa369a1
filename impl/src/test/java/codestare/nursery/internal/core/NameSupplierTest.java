package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.NurseryClosedException;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;

class NameSupplierTest {
    private final AtomicReference<String> answer = new AtomicReference<>("one");

    @Nested
    class When_it_changes_its_answer {
        @EachThreadKind
        void it_is_asked_each_time_and_at_no_other(Ground ground) {
            AtomicInteger counter = new AtomicInteger();
            TaskNursery nursery = ground.factory().open(() -> "" + counter.incrementAndGet());
            assertThat(List.of(nursery.name(), nursery.name(), nursery.name())).containsExactly("1", "2", "3");
            assertThat(ground.loops().nurseries()).containsExactly(Map.entry("4", nursery));
            assertThat(nursery.createTask("x", () -> 1).name()).isEqualTo("x:5");
            assertThat(nursery).hasToString("TaskNursery[5, open]");
            assertThat(counter).hasValue(5);
            nursery.close();
        }

        @EachThreadKind
        void the_registry_follows(Ground ground) {
            TaskNursery nursery = ground.factory().open(answer::get);
            assertThat(ground.loops().nurseries()).containsExactly(Map.entry("one", nursery));
            answer.set("two");
            assertThat(ground.loops().nurseries()).containsExactly(Map.entry("two", nursery));
            nursery.close();
            assertThat(ground.loops().nurseries()).isEmpty();
        }

        @EachThreadKind
        void tasks_keep_the_names_they_were_made_with(Ground ground) {
            TaskNursery nursery = ground.factory().open(answer::get);
            Task<Void> first = ground.sleeper(nursery, "x");
            answer.set("two");
            Task<Void> second = ground.sleeper(nursery, "x");
            answer.set("three");
            assertThat(nursery.name()).isEqualTo("three");
            assertThat(List.of(first.name(), second.name())).containsExactly("x:one", "x:two");
            nursery.close();
        }

        @EachThreadKind
        void the_old_answer_is_free_for_others_and_the_new_one_is_not(Ground ground) {
            TaskNursery nursery = ground.factory().open(answer::get);
            assertThat(nursery.name()).isEqualTo("one");
            answer.set("two");
            assertThat(nursery.name()).isEqualTo("two");
            ground.open("one").close();
            assertRefused(
                    IllegalArgumentException.class,
                    "name [two] is taken by nursery [two] of loop [acme.search/17];"
                            + " choose another or close that nursery",
                    () -> ground.open("two"));
            nursery.close();
            ground.open("two").close();
        }
    }

    @Nested
    class When_it_has_no_good_answer {
        @EachThreadKind
        void an_empty_one_or_none_falls_back_to_the_default_name(Ground ground) {
            TaskNursery nursery = ground.factory().open(answer::get);
            for (String bad : new String[] {"", " ", null}) {
                answer.set("one");
                assertThat(nursery.name()).isEqualTo("one");
                answer.set(bad);
                assertThat(nursery.name()).isEqualTo("acme.search-1");
                assertThat(ground.loops().nurseries()).containsOnlyKeys("acme.search-1");
                ground.open("one").close();
            }
            nursery.close();
        }

        @EachThreadKind
        void one_that_throws_falls_back_to_the_default_name(Ground ground) {
            AtomicReference<Throwable> thrown = new AtomicReference<>(new IllegalStateException("no name"));
            TaskNursery nursery = ground.factory().open(() -> answerOrThrow(thrown.get()));
            assertThat(nursery.name()).isEqualTo("acme.search-1");
            assertThat(nursery.createTask("x", () -> 1).name()).isEqualTo("x:acme.search-1");
            thrown.set(new StackOverflowError());
            assertThat(nursery.name()).isEqualTo("acme.search-1");
            thrown.set(null);
            assertThat(nursery.name()).isEqualTo("one");
            nursery.close();
        }

        private String answerOrThrow(Throwable thrown) {
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown != null) {
                throw (RuntimeException) thrown;
            }
            return answer.get();
        }

        @EachThreadKind
        void a_taken_one_falls_back_until_it_is_free(Ground ground) {
            TaskNursery holder = ground.open("one");
            TaskNursery nursery = ground.factory().open(answer::get);
            assertThat(nursery.name()).isEqualTo("acme.search-1");
            assertThat(ground.loops().nurseries())
                    .containsExactly(Map.entry("one", holder), Map.entry("acme.search-1", nursery));
            holder.close();
            assertThat(nursery.name()).isEqualTo("one");
            nursery.close();
        }

        @EachThreadKind
        void only_its_own_nursery_falls_back(Ground ground) {
            TaskNursery first = ground.factory().open(answer::get);
            TaskNursery second = ground.factory().open(answer::get);
            assertThat(first.name()).isEqualTo("one");
            assertThat(second.name()).isEqualTo("acme.search-2");
            assertThat(ground.loops().nurseries())
                    .containsExactly(Map.entry("one", first), Map.entry("acme.search-2", second));
            first.close();
            second.close();
        }

        @EachThreadKind
        void the_default_name_is_kept_for_it_all_the_time(Ground ground) {
            TaskNursery nursery = ground.factory().open(answer::get);
            assertThat(nursery.name()).isEqualTo("one");
            assertRefused(
                    IllegalArgumentException.class,
                    "name [acme.search-1] is taken by nursery [one] of loop [acme.search/17];"
                            + " choose another or close that nursery",
                    () -> ground.open("acme.search-1"));
            answer.set("acme.search-1");
            assertThat(nursery.name()).isEqualTo("acme.search-1");
            answer.set("two");
            assertThat(nursery.name()).isEqualTo("two");
            assertThatThrownBy(() -> ground.open("acme.search-1")).isInstanceOf(IllegalArgumentException.class);
            nursery.close();
            ground.open("acme.search-1").close();
        }
    }

    @Nested
    class When_its_nursery_has_closed {
        @EachThreadKind
        void the_last_name_is_told_and_all_are_free(Ground ground) {
            TaskNursery nursery = ground.factory().open(answer::get);
            assertThat(nursery.name()).isEqualTo("one");
            nursery.close();
            answer.set("two");
            assertThat(nursery.name()).isEqualTo("one");
            assertRefused(
                    NurseryClosedException.class,
                    "nursery [one] is closed; open a new one",
                    () -> nursery.createTask("late", () -> 1));
            for (String free : List.of("one", "two", "acme.search-1")) {
                ground.open(free).close();
            }
        }

        @EachThreadKind
        void popAll_leaves_the_supplier_behind(Ground ground) {
            TaskNursery nursery = ground.factory().open(answer::get);
            assertThat(nursery.name()).isEqualTo("one");
            TaskNursery popped = nursery.popAll();
            answer.set("two");
            assertThat(popped.name()).isEqualTo("acme.search-2");
            ground.open("one").close();
            popped.close();
        }
    }
}

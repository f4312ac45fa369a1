package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

class NamesTest {
    @EachThreadKind
    void a_taken_name_is_refused_with_its_holder(Ground ground) {
        TaskNursery holder = ground.open("indexer");
        assertThatThrownBy(() -> ground.open("indexer"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name [indexer] is taken by nursery [indexer] of loop [acme.search/17];"
                        + " choose another or close that nursery");
        assertThat(ground.loops().nurseries()).containsOnlyKeys("indexer");
        holder.close();
        ground.open("indexer").close();
    }

    @EachThreadKind
    void an_empty_name_is_refused(Ground ground) {
        assertThatThrownBy(() -> ground.open(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name [ ] of a nursery is empty; give it one");
        TaskNursery nursery = ground.open("N");
        assertThatThrownBy(() -> nursery.createTask("", () -> 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name [] of a task is empty; give it one");
        assertThat(nursery.tasks()).isEmpty();
        nursery.close();
    }

    @EachThreadKind
    void default_names_never_repeat(Ground ground) {
        ground.factory().open().close();
        assertThat(ground.factory().open().name()).isEqualTo("acme.search-2");
        ground.open("acme.search-3");
        assertThat(ground.factory().open().name()).isEqualTo("acme.search-4");
    }

    @EachThreadKind
    void a_supplier_is_asked_each_time(Ground ground) {
        AtomicInteger counter = new AtomicInteger();
        TaskNursery nursery = ground.factory().open(() -> "" + counter.incrementAndGet());
        assertThat(List.of(nursery.name(), nursery.name(), nursery.name())).containsExactly("1", "2", "3");
        nursery.close();
    }

    @EachThreadKind
    void the_registry_follows_a_supplier_and_tasks_keep_their_names(Ground ground) {
        AtomicReference<String> name = new AtomicReference<>("one");
        TaskNursery nursery = ground.factory().open(name::get);
        assertThat(ground.loops().nurseries()).containsOnlyKeys("one");
        name.set("two");
        Task<Void> task = ground.sleeper(nursery, "x");
        name.set("three");
        assertThat(ground.loops().nurseries()).containsOnlyKeys("three");
        assertThat(task.name()).isEqualTo("x:two");
        ground.open("two").close();
        nursery.close();
    }

    @EachThreadKind
    void a_supplier_that_fails_falls_back_to_the_default_name(Ground ground) {
        TaskNursery taken = ground.open("taken");
        AtomicReference<String> name = new AtomicReference<>("taken");
        TaskNursery nursery = ground.factory().open(() -> Objects.requireNonNull(name.get()));
        assertThat(nursery.name()).isEqualTo("acme.search-1");
        name.set(null);
        assertThat(nursery.name()).isEqualTo("acme.search-1");
        name.set(" ");
        assertThat(nursery.name()).isEqualTo("acme.search-1");
        name.set("good");
        assertThat(nursery.name()).isEqualTo("good");
        nursery.close();
        taken.close();
    }

    @EachThreadKind
    void one_of_many_that_ask_for_a_name_gets_it(Ground ground) throws Exception {
        ExecutorService askers = Executors.newFixedThreadPool(8);
        List<Future<TaskNursery>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(askers.submit(() -> ground.open("wanted")));
        }
        int given = 0;
        for (Future<TaskNursery> answer : answers) {
            try {
                answer.get().close();
                given++;
            } catch (ExecutionException refused) {
                assertThat(refused.getCause()).isInstanceOf(IllegalArgumentException.class);
            }
        }
        askers.shutdown();
        assertThat(given).isPositive();
        assertThat(ground.loops().nurseries()).isEmpty();
    }
}

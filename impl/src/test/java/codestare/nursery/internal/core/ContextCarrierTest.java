package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.ContextCarrier;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;

class ContextCarrierTest {
    /** The context of these tests: one word a thread. */
    private final ThreadLocal<String> word = new ThreadLocal<>();

    private final ContextCarrier carrier = new WordCarrier();

    private final class WordCarrier implements ContextCarrier {
        @Override
        public <T> Callable<T> carry(Callable<T> body) {
            String carried = word.get();
            if (carried == null) {
                return body;
            }
            return () -> {
                word.set(carried);
                try {
                    return body.call();
                } finally {
                    word.remove();
                }
            };
        }
    }

    @Nested
    class When_there_is_a_carrier {
        @EachThreadKind
        void a_task_sees_what_its_creator_had(Ground ground) throws Exception {
            ground.engine().carriers().set(List.of(carrier));
            TaskNursery nursery = ground.open("N");
            word.set("one");
            Task<String> one = nursery.createTask("one", word::get);
            word.set("two");
            Task<String> two = nursery.createTask(word::get);
            Task<String> loose = nursery.loop().createTask("loose", word::get);
            Future<String> submitted = nursery.executor().submit(word::get);
            Task<Void> action = nursery.createTask("action", () -> ground.note(word.get()));
            word.remove();
            Task<String> none = nursery.createTask("none", word::get);
            nursery.join();
            assertThat(one.get()).isEqualTo("one");
            assertThat(two.get()).isEqualTo("two");
            assertThat(loose.get()).isEqualTo("two");
            assertThat(submitted.get()).isEqualTo("two");
            assertThat(action.get()).isNull();
            assertThat(ground.events()).containsExactly("two");
            assertThat(none.get()).isNull();
            nursery.close();
        }

        @EachThreadKind
        void a_task_of_a_task_sees_it_too(Ground ground) throws Exception {
            ground.engine().carriers().set(List.of(carrier));
            TaskNursery nursery = ground.open("N");
            word.set("grand");
            Task<String> outer = nursery.createTask(
                    "outer", () -> nursery.createTask("inner", word::get).get());
            word.remove();
            assertThat(outer.get()).isEqualTo("grand");
            nursery.close();
        }

        @EachThreadKind
        void it_does_not_travel_to_the_next_task_of_the_thread(Ground ground) throws Exception {
            ground.engine().carriers().set(List.of(carrier));
            try (OneThread one = new OneThread(ground)) {
                TaskNursery nursery = one.open("N");
                word.set("one");
                Task<String> first = nursery.createTask("first", word::get);
                word.remove();
                Task<String> next = nursery.createTask("next", word::get);
                one.run();
                assertThat(first.get()).isEqualTo("one");
                assertThat(next.get()).isNull();
                assertThat(one.threads()).hasSize(1);
                nursery.close();
            }
        }

        @EachThreadKind
        void a_failure_is_the_bodys_own(Ground ground) {
            ground.engine().carriers().set(List.of(carrier));
            ground.loops().defaultLoop().setExceptionHandler(null);
            TaskNursery nursery = ground.open("N");
            word.set("one");
            IllegalStateException failure = new IllegalStateException("broken");
            Task<Void> task = nursery.createTask("bad", () -> {
                throw failure;
            });
            word.remove();
            assertThat(Ground.ended(task).exceptionNow()).isSameAs(failure);
            assertThatThrownBy(nursery::close).hasCause(failure);
        }
    }

    @Nested
    class When_there_are_many {
        @EachThreadKind
        void the_first_is_the_outermost(Ground ground) throws Exception {
            ground.engine().carriers().set(List.of(noting(ground, "a"), noting(ground, "b"), noting(ground, "c")));
            TaskNursery nursery = ground.open("N");
            nursery.createTask("body", () -> ground.note("body")).get();
            assertThat(ground.events()).containsExactly("a in", "b in", "c in", "body", "c out", "b out", "a out");
            nursery.close();
        }

        @EachThreadKind
        void and_they_go_new_tasks_go_without(Ground ground) throws Exception {
            ground.engine().carriers().set(List.of(noting(ground, "a"), noting(ground, "b")));
            ground.engine().carriers().set(List.of());
            TaskNursery nursery = ground.open("N");
            nursery.createTask("body", () -> ground.note("body")).get();
            assertThat(ground.events()).containsExactly("body");
            nursery.close();
        }
    }

    @Nested
    class When_a_carrier_is_broken {
        @EachThreadKind
        void who_creates_a_task_is_told_and_no_task_is_made(Ground ground) throws Exception {
            ground.engine().carriers().set(List.of(new ContextCarrier() {
                @Override
                public <T> Callable<T> carry(Callable<T> body) {
                    throw new IllegalStateException("no context today");
                }
            }));
            TaskNursery nursery = ground.open("N");
            assertThatThrownBy(() -> nursery.createTask("x", () -> ground.note("ran")))
                    .hasMessage("no context today");
            assertThatThrownBy(() -> nursery.loop().createTask("x", () -> 5)).hasMessage("no context today");
            assertThat(nursery.tasks()).isEmpty();
            assertThat(nursery.loop().allTasks()).isEmpty();
            assertThat(ground.events()).isEmpty();
            nursery.adopt("stage", CompletableFuture.completedFuture("not carried"));
            nursery.join();
            nursery.close();
        }

        @EachThreadKind
        void and_returns_null_that_is_told_with_its_name(Ground ground) {
            ground.engine().carriers().set(List.of(new ContextCarrier() {
                @Override
                public <T> Callable<T> carry(Callable<T> body) {
                    return null;
                }

                @Override
                public String toString() {
                    return "void";
                }
            }));
            TaskNursery nursery = ground.open("N");
            assertThatThrownBy(() -> nursery.createTask("x", () -> 5))
                    .isExactlyInstanceOf(NullPointerException.class)
                    .hasMessage("context carrier [void] returns null; it must return a body");
            nursery.close();
        }
    }

    private static ContextCarrier noting(Ground ground, String name) {
        return new ContextCarrier() {
            @Override
            public <T> Callable<T> carry(Callable<T> body) {
                return () -> {
                    ground.note(name + " in");
                    try {
                        return body.call();
                    } finally {
                        ground.note(name + " out");
                    }
                };
            }
        };
    }
}

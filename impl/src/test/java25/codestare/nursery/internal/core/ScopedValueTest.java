package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.ContextCarrier;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Nested;

/** A scoped value is carried by a carrier that knows it, since nothing lists those that are bound. */
class ScopedValueTest {
    private static final ScopedValue<String> USER = ScopedValue.newInstance();

    private static final class UserCarrier implements ContextCarrier {
        @Override
        public <T> Callable<T> carry(Callable<T> body) {
            if (!USER.isBound()) {
                return body;
            }
            ScopedValue.Carrier bound = ScopedValue.where(USER, USER.get());
            return () -> bound.call(body::call);
        }
    }

    @Nested
    class With_a_carrier {
        @EachThreadKind
        void a_task_sees_what_is_bound_where_it_is_created(Ground ground) throws Exception {
            ground.engine().carriers().set(List.of(new UserCarrier()));
            TaskNursery nursery = ground.open("N");
            Task<String> task = ScopedValue.where(USER, "ada")
                    .call(() -> nursery.createTask("user", () -> nursery.createTask("inner", USER::get).get()));
            assertThat(task.get()).isEqualTo("ada");
            assertThat(nursery.createTask("other", () -> USER.isBound()).get()).isFalse();
            nursery.close();
        }
    }

    @Nested
    class Without_one {
        @EachThreadKind
        void a_body_may_bind_it_again(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            Task<String> task = ScopedValue.where(USER, "ada").call(() -> {
                String user = USER.get();
                return nursery.createTask("user", () -> ScopedValue.where(USER, user).call(() -> USER.get()));
            });
            assertThat(task.get()).isEqualTo("ada");
            nursery.close();
        }
    }
}

package codestare.nursery.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.DetachedExcInfo;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators get holds nothing of a consumer, however deep one looks. */
class ValuesTest {
    /** What has no parts that a consumer could have made. */
    private static final Set<Class<?>> PLAIN =
            Set.of(String.class, Long.class, Duration.class, Instant.class, void.class, boolean.class, long.class);

    private final Set<Class<?>> records = new LinkedHashSet<>();

    @Test
    void what_the_runtime_returns_consists_of_values() {
        for (Method method : NurseryRuntime.class.getDeclaredMethods()) {
            if (method.getReturnType() != Registration.class) {
                look(method.getGenericReturnType(), method.getName());
            }
        }
        assertThat(records)
                .contains(LoopSnapshot.class, NurserySnapshot.class, TaskSnapshot.class, ExitEntry.class)
                .contains(Straggler.class, TaskFailure.class, SignalStatus.class, TaskCounts.class);
    }

    @Test
    void what_listeners_are_told_consists_of_values() {
        for (Method method : NurseryListener.class.getDeclaredMethods()) {
            Stream.of(method.getGenericParameterTypes()).forEach(type -> look(type, method.getName()));
        }
        assertThat(records).contains(LoopSnapshot.class, TaskFailure.class, ShutdownSnapshot.class, Straggler.class);
    }

    private void look(Type type, String where) {
        if (type instanceof ParameterizedType generic) {
            assertThat(generic.getRawType()).as(where).isIn(List.class, Optional.class);
            look(generic.getActualTypeArguments()[0], where);
            return;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            assertThat(plain.getPackage()).as(where).isIn(getClass().getPackage(), DetachedExcInfo.class.getPackage());
            if (records.add(plain)) {
                for (RecordComponent part : plain.getRecordComponents()) {
                    look(part.getGenericType(), plain.getSimpleName() + "." + part.getName());
                }
            }
        } else if (!plain.isEnum()) {
            assertThat(PLAIN).as(where).contains(plain);
        }
    }
}

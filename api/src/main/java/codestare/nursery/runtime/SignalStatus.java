package codestare.nursery.runtime;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one signal.
 *
 * @param name without {@code SIG}, such as {@code TERM}
 * @param state who acts on it
 * @param otherHandler the class of the handler of somebody else that has a part in it: it is called after the drain ({@link
 *     SignalState#CHAINED}), keeps the signal ({@link SignalState#LEFT}) or stands in the place of ours ({@link
 *     SignalState#REPLACED}); null where there is none but the JVM's
 * @since 1.0
 */
public record SignalStatus(
        String name, SignalState state, @Nullable String otherHandler) {
    /**
     * Checks that there are a name and a state.
     *
     * @param name see {@link #name}
     * @param state see {@link #state}
     * @param otherHandler see {@link #otherHandler}
     * @since 1.0
     */
    public SignalStatus {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
    }
}

package codestare.nursery.internal.core;

import codestare.nursery.ContextCarrier;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The context carriers that there are; where there is none, a new task costs one look. */
public final class Carriers {
    // all of them in one, or null; set by the edge when they change, read by who creates a task
    private volatile @Nullable ContextCarrier all;

    Carriers() {}

    /** From now on these, the outermost first. */
    public void set(List<? extends ContextCarrier> carriers) {
        all = switch (carriers.size()) {
            case 0 -> null;
            case 1 -> carriers.get(0);
            default -> new Chain(List.copyOf(carriers));
        };
    }

    <T extends @Nullable Object> Callable<T> carry(Callable<T> body) {
        ContextCarrier present = all;
        return present == null ? body : carry(present, body);
    }

    private static <T extends @Nullable Object> Callable<T> carry(ContextCarrier carrier, Callable<T> body) {
        return Objects.requireNonNull(
                carrier.carry(body), () -> "context carrier [" + carrier + "] returns null; it must return a body");
    }

    private record Chain(List<ContextCarrier> outermostFirst) implements ContextCarrier {
        @Override
        public <T extends @Nullable Object> Callable<T> carry(Callable<T> body) {
            Callable<T> carried = body;
            for (int i = outermostFirst.size() - 1; i >= 0; i--) {
                carried = Carriers.carry(outermostFirst.get(i), carried);
            }
            return carried;
        }
    }
}

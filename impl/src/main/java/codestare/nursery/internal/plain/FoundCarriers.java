package codestare.nursery.internal.plain;

import codestare.nursery.ContextCarrier;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the context carriers of a plain process. */
final class FoundCarriers {
    private FoundCarriers() {}

    /**
     * All of them, in the order of the path.
     *
     * @throws IllegalStateException if one cannot be made
     */
    static List<ContextCarrier> lookUp() {
        try {
            return ServiceLoader.load(ContextCarrier.class, FoundCarriers.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException(
                    "a context carrier cannot be used: " + e.getMessage() + "; mend it or take it off the path", e);
        }
    }
}

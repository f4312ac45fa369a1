package codestare.nursery.runtime;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The view of all that the nurseries do, whoever uses them: for operators' tools, which need not know the users.
 *
 * <p>There is one for each framework, and one for a plain process. Each method takes a snapshot, which may be kept.
 *
 * @since 1.0
 */
@ProviderType
public interface NurseryRuntime {
    /**
     * Returns what became of each signal that the nurseries wanted.
     *
     * @return in the order of the setting; unmodifiable; empty as long as the signals have not been asked for, which the first
     *     nursery does, and once they have been given back
     * @since 1.0
     */
    List<SignalStatus> signals();
}

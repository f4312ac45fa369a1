package codestare.nursery.internal.ds;

import codestare.nursery.internal.core.SettingSource;
import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What holds now: what Configuration Admin says, else the framework's properties, else the defaults.
 *
 * <p>A bad value is logged, and the last good one stays.
 */
final class Configuration {
    private static final GuardedLog LOG = GuardedLog.of(Configuration.class);

    private final FrameworkSettings base;

    /** Written under the lock of this; volatile: read when something needs it. */
    private volatile FrameworkSettings now;

    /** Guarded by this. */
    private List<String> configured = List.of();

    Configuration(Function<String, @Nullable String> frameworkProperties) {
        SettingSource source = SettingSource.properties(
                frameworkProperties, message -> LOG.log(Level.WARNING, message + "; the default holds"));
        this.base = FrameworkSettings.read(source, FrameworkSettings.DEFAULTS, FrameworkSettings.DEFAULTS);
        this.now = base;
    }

    /** Reads a configuration; keys that are none of ours, as those of the runtime, are left out of account. */
    synchronized FrameworkSettings read(Map<String, ?> configuration) {
        SettingSource source = SettingSource.configuration(
                configuration, message -> LOG.log(Level.WARNING, message + "; the last good value stays"));
        now = FrameworkSettings.read(source, base, now);
        configured = source.taken();
        return now;
    }

    /** Tells the log what is configured, once it holds. */
    synchronized void tell() {
        LOG.log(
                Level.INFO,
                "settings [" + (configured.isEmpty() ? "none" : String.join(", ", configured)) + "] are configured");
    }

    FrameworkSettings now() {
        return now;
    }
}

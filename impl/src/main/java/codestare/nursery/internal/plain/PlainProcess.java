package codestare.nursery.internal.plain;

import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.SettingSource;
import codestare.nursery.internal.core.Settings;
import codestare.nursery.internal.signal.FinalDrain;
import codestare.nursery.internal.signal.SignalHooks;
import codestare.nursery.internal.signal.SignalSettings;
import java.time.Duration;

/** The engine of the process, its settings, and what ends it: signals, and the end of the JVM. */
final class PlainProcess {
    private final NurseryEngine engine;
    private final FinalDrain drain;
    private final ExitHook exitHook;
    private final SignalHooks signals;

    PlainProcess() {
        SettingSource source = systemProperties();
        this.engine = new NurseryEngine(nurseries(source), this::arm);
        this.drain = new FinalDrain(engine, this::delay, () -> {});
        this.exitHook = new ExitHook(engine, drain);
        this.signals = new SignalHooks(drain, signals(source));
    }

    NurseryEngine engine() {
        return engine;
    }

    FinalDrain drain() {
        return drain;
    }

    SignalHooks signals() {
        return signals;
    }

    private void arm() {
        exitHook.install();
        signals.install();
    }

    private Duration delay() {
        return signals.settings().delay();
    }

    /** Reads all settings anew; a bad one leaves the others as they are, too. */
    void readSettings() {
        SettingSource source = systemProperties();
        Settings settings = nurseries(source);
        SignalSettings signalSettings = signals(source);
        engine.apply(settings);
        signals.apply(signalSettings);
    }

    private static SettingSource systemProperties() {
        return SettingSource.properties(System::getProperty);
    }

    private static Settings nurseries(SettingSource source) {
        return Settings.read(source, Settings.DEFAULTS, Settings.DEFAULTS);
    }

    private static SignalSettings signals(SettingSource source) {
        return SignalSettings.read(source, SignalSettings.DEFAULTS, SignalSettings.DEFAULTS);
    }
}

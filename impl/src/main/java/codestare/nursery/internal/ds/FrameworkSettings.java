package codestare.nursery.internal.ds;

import codestare.nursery.internal.core.SettingSource;
import codestare.nursery.internal.core.Settings;
import codestare.nursery.internal.signal.SignalSettings;

/** All settings of a framework. */
record FrameworkSettings(Settings nurseries, SignalSettings signals, FrameworkStop frameworkStop) {
    static final FrameworkSettings DEFAULTS =
            new FrameworkSettings(Settings.DEFAULTS, SignalSettings.DEFAULTS, FrameworkStop.AUTO);

    /**
     * Reads settings.
     *
     * @param absent what holds where the source says nothing
     * @param last what holds where the source says something bad
     */
    static FrameworkSettings read(SettingSource source, FrameworkSettings absent, FrameworkSettings last) {
        return new FrameworkSettings(
                Settings.read(source, absent.nurseries, last.nurseries),
                SignalSettings.read(source, absent.signals, last.signals),
                source.choice("framework.stop", absent.frameworkStop, last.frameworkStop, "auto, always or never"));
    }
}

package codestare.nursery.internal.signal;

import codestare.nursery.internal.core.SettingSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may set about signals.
 *
 * @param signals to be taken, by names without {@code SIG}, each once
 * @param hup what becomes of HUP, if it is among them
 * @param exitStatus of the process
 * @param delay before all work ends, part of the deadline of the shutdown
 */
public record SignalSettings(List<String> signals, HupPolicy hup, ExitStatus exitStatus, Duration delay) {
    /** What holds where nothing is set; on Windows BREAK in the place of HUP, which the JVM is known to refuse. */
    public static final SignalSettings DEFAULTS =
            new SignalSettings(defaultSignals(), HupPolicy.AUTO, ExitStatus.OF_THE_SIGNAL, Duration.ZERO);

    private static final Pattern NAME = Pattern.compile("(?!SIG)[A-Z][A-Z0-9]*");

    public SignalSettings {
        signals = signals.stream().distinct().toList();
    }

    private static List<String> defaultSignals() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? List.of("INT", "TERM", "BREAK") : List.of("INT", "TERM", "HUP");
    }

    /**
     * Reads settings.
     *
     * @param absent what holds where the source says nothing
     * @param last what holds where the source says something bad
     */
    public static SignalSettings read(SettingSource source, SignalSettings absent, SignalSettings last) {
        return new SignalSettings(
                source.value(
                        "signals",
                        absent.signals,
                        last.signals,
                        SignalSettings::parseSignals,
                        "none, or names without SIG such as INT,TERM,HUP"),
                source.choice("signals.hup", absent.hup, last.hup, "auto, shutdown, ignore or leave"),
                source.value(
                        "exit.status",
                        absent.exitStatus,
                        last.exitStatus,
                        ExitStatus::parse,
                        "signal, zero, or a number from 0 to 255"),
                source.duration("shutdown.delay", absent.delay, last.delay));
    }

    private static @Nullable List<String> parseSignals(String value) {
        if (value.equals("none")) {
            return List.of();
        }
        List<String> names =
                Arrays.stream(value.split(",", -1)).map(String::trim).toList();
        return names.stream().allMatch(name -> NAME.matcher(name).matches()) ? names : null;
    }
}

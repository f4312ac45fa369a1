package codestare.nursery.internal.signal;

import codestare.nursery.runtime.SignalState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the kernel does with the signals of this process, for JVMs in which nobody can ask the JVM.
 *
 * <p>Linux tells it in two sets of bits, whatever way {@code -Xrs} came to the JVM. Where it is not told, every signal counts
 * as one that the JVM catches.
 */
final class Dispositions {
    private static final Path OF_THIS_PROCESS = Path.of("/proc/self/status");
    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
    private static final long ALL = -1;

    private final long ignored;
    private final long caught;

    private Dispositions(long ignored, long caught) {
        this.ignored = ignored;
        this.caught = caught;
    }

    static Dispositions ofThisProcess() {
        return of(OF_THIS_PROCESS);
    }

    static Dispositions of(Path status) {
        long ignored = 0;
        long caught = ALL;
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("SigIgn:")) {
                    ignored = bits(line);
                } else if (line.startsWith("SigCgt:")) {
                    caught = bits(line);
                }
            }
        } catch (IOException | IllegalArgumentException untold) {
            return new Dispositions(0, ALL);
        }
        return new Dispositions(ignored, caught);
    }

    private static long bits(String line) {
        return Long.parseUnsignedLong(line.substring(line.indexOf(':') + 1).strip(), 16);
    }

    /** What becomes of a signal that we cannot take. */
    SignalState stateOf(String signal) {
        Integer number = NUMBERS.get(signal);
        if (number == null) {
            return SignalState.ABSENT;
        }
        long bit = 1L << (number - 1);
        if ((ignored & bit) != 0) {
            return SignalState.IGNORED;
        }
        return (caught & bit) == 0 ? SignalState.REFUSED : SignalState.ABSENT;
    }
}

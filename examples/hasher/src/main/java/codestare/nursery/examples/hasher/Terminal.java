package codestare.nursery.examples.hasher;

import java.io.IOException;
import java.nio.file.Path;

/** Knows where the standard streams go, on systems that tell; {@code System.console()} knows standard error nowhere. */
final class Terminal {
    private Terminal() {}

    /** Whether standard error is a terminal and standard output is not the same: lines of both would mix. */
    static boolean isErrorAlone() {
        return isTerminal(2) && !isTerminal(1);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Path.of("/proc/self/fd/" + descriptor).toRealPath().toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            // a pipe, or a system without /proc
            return false;
        }
    }
}

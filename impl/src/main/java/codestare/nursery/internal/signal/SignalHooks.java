package codestare.nursery.internal.signal;

import codestare.nursery.runtime.SignalStatus;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The signal hooks of the process: taken once, given back by {@link #close}.
 *
 * <p>The first signal drains and is then handed on to the handler that was there before, which as a rule ends the process
 * with 128 + number; the second hurries the drain and is handed on at once; the third halts. Whoever makes this object owns
 * it; a second one in the same process works, and chains to the first.
 */
public final class SignalHooks implements AutoCloseable {
    private final List<String> signals;
    private final Escalation escalation;

    /** Written under the lock of this; volatile: read by every opening of a nursery. Null until installed. */
    private volatile @Nullable Taken taken;

    /**
     * Takes nothing yet.
     *
     * @param drain ends the work
     * @param signals names without {@code SIG}; none is allowed
     */
    public SignalHooks(Drain drain, List<String> signals) {
        this.signals = List.copyOf(signals);
        this.escalation = new Escalation(drain);
    }

    /** INT, TERM and HUP; on Windows INT, TERM, and BREAK, which the JVM is known to refuse and is then listed so. */
    public static List<String> defaultSignals() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? List.of("INT", "TERM", "BREAK") : List.of("INT", "TERM", "HUP");
    }

    /** Whether signals can be taken in this JVM at all; if not, a JVM shutdown hook must do what is done here. */
    public static boolean available() {
        try {
            Class.forName("sun.misc.Signal", false, SignalHooks.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /**
     * Takes the signals and logs, in one line, what became of them.
     *
     * <p>May be called from any thread. Further calls do nothing and cost next to nothing; after {@link #close} they do
     * nothing too.
     */
    public void install() {
        if (taken == null) {
            Taken now = takeOnce();
            if (now != null) {
                Words.say(Level.INFO, Notice.of(now.statuses()), null);
            }
        }
    }

    private synchronized @Nullable Taken takeOnce() {
        if (taken != null) {
            return null;
        }
        ExitClasses.load();
        Taken now = available() ? Taken.of(signals, escalation) : Taken.absent(signals, Dispositions.ofThisProcess());
        taken = now;
        return now;
    }

    /** What became of each signal, in the order given to the constructor; empty before the installation and after close. */
    public List<SignalStatus> statuses() {
        Taken now = taken;
        return now == null ? List.of() : now.statuses();
    }

    /**
     * Gives the signals back, and comes back at once.
     *
     * <p>Where another handler was installed over ours, that one stays, and what it hands on to us goes to the handler
     * before ours. While the process ends the hooks stay, as the stop of our bundle is part of that end and the second and
     * third signal must work until it is over; should the process live on, they are given back when {@link Drain#limit} has
     * passed since the last signal.
     */
    @Override
    public void close() {
        Taken last = takeAway();
        if (last.holds().isEmpty() || JvmExit.isUnderWay()) {
            return;
        }
        if (escalation.isAtRest()) {
            last.release();
        } else {
            Patience.start(new LateRelease(escalation, last), "codestare-nursery-signal-release", true);
        }
    }

    private synchronized Taken takeAway() {
        Taken last = taken;
        taken = Taken.NOTHING;
        return last == null ? Taken.NOTHING : last;
    }
}

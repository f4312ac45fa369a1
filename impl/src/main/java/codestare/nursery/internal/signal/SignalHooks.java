package codestare.nursery.internal.signal;

import codestare.nursery.runtime.SignalStatus;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The signal hooks of the process: taken once, given back by {@link #close}.
 *
 * <p>The first signal drains and is then handed on to the handler that was there before, which as a rule ends the process
 * with 128 + number; the second hurries the drain and is handed on at once; the third halts. Whoever makes this object owns
 * it; a second one in the same process works, and chains to the first.
 *
 * <table>
 * <caption>States</caption>
 * <tr><th>state</th><th>seats</th><th>left by</th></tr>
 * <tr><td>new</td><td>null</td><td>{@link #install}, {@link #close}</td></tr>
 * <tr><td>installed</td><td>one for each signal</td><td>{@link #close}</td></tr>
 * <tr><td>closed</td><td>empty</td><td>nothing</td></tr>
 * </table>
 */
public final class SignalHooks implements AutoCloseable {
    private final Escalation escalation;

    /** Written under the lock of this; volatile: read when a signal is handed on. */
    private volatile SignalSettings settings;

    /** Guarded by this: by name; null until installed. */
    private @Nullable Map<String, Seat> seats;

    /** Guarded by this. */
    private boolean closed;

    /** Written under the lock of this; volatile: read by every opening of a nursery. */
    private volatile boolean installed;

    /** Written under the lock of this; volatile: read by operators. */
    private volatile List<SignalStatus> statuses = List.of();

    /**
     * Takes nothing yet.
     *
     * @param drain ends the work
     */
    public SignalHooks(Drain drain, SignalSettings settings) {
        this.settings = settings;
        this.escalation = new Escalation(drain);
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

    public SignalSettings settings() {
        return settings;
    }

    /**
     * Takes the signals and logs, in one line, what became of them.
     *
     * <p>May be called from any thread. Further calls do nothing and cost next to nothing; after {@link #close} they do
     * nothing too.
     */
    public void install() {
        if (!installed) {
            takeAll();
        }
    }

    private synchronized void takeAll() {
        if (!installed) {
            installed = true;
            ExitClasses.load();
            seats = seatsFor(settings, Map.of());
            tell();
        }
    }

    /**
     * Looks whether the signals are still ours: one that somebody else has taken since is taken anew, once, and HUP is taken
     * when the owner to whom it was left has gone.
     *
     * <p>Does nothing before the installation, after {@link #close}, and while the process ends.
     */
    public synchronized void check() {
        Map<String, Seat> present = seats;
        if (present == null || isEndUnderWay()) {
            return;
        }
        boolean changed = false;
        for (Seat seat : present.values()) {
            changed |= seat.check();
        }
        if (changed) {
            tell();
        }
    }

    /**
     * Changes the settings: signals that are wanted no more are given back, new ones are taken. While the process ends the
     * signals stay as they are.
     */
    public synchronized void apply(SignalSettings changed) {
        settings = changed;
        Map<String, Seat> present = seats;
        if (present == null || closed || isEndUnderWay()) {
            return;
        }
        Map<String, Seat> kept = new LinkedHashMap<>(present);
        kept.values().removeIf(seat -> !isWanted(seat, changed));
        Map<String, Seat> unwanted = new LinkedHashMap<>(present);
        unwanted.keySet().removeAll(kept.keySet());
        unwanted.values().forEach(Seat::release);
        if (!unwanted.isEmpty() || !kept.keySet().containsAll(changed.signals())) {
            seats = seatsFor(changed, kept);
            tell();
        }
    }

    private static boolean isWanted(Seat seat, SignalSettings settings) {
        String name = seat.status().name();
        return settings.signals().contains(name) && (!name.equals("HUP") || seat.hup() == settings.hup());
    }

    private Map<String, Seat> seatsFor(SignalSettings wanted, Map<String, Seat> kept) {
        Map<String, Seat> all = new LinkedHashMap<>();
        for (String name : wanted.signals()) {
            Seat seat = kept.get(name);
            all.put(name, seat != null ? seat : new Seat(name, wanted.hup(), () -> settings.exitStatus(), escalation));
        }
        return all;
    }

    private void tell() {
        List<SignalStatus> now = new ArrayList<>();
        if (seats != null) {
            seats.values().forEach(seat -> now.add(seat.status()));
        }
        statuses = List.copyOf(now);
        Words.say(Level.INFO, Notice.of(statuses), null);
    }

    private boolean isEndUnderWay() {
        return !escalation.isAtRest() || JvmExit.isUnderWay();
    }

    /** What became of each signal, in the order of the settings; empty before the installation and after close. */
    public List<SignalStatus> statuses() {
        return statuses;
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
        List<Seat> last = takeAway();
        if (last.stream().noneMatch(Seat::isOurs) || JvmExit.isUnderWay()) {
            return;
        }
        if (escalation.isAtRest()) {
            last.forEach(Seat::release);
        } else {
            Patience.start(new LateRelease(escalation, last), "codestare-nursery-signal-release", true);
        }
    }

    private synchronized List<Seat> takeAway() {
        List<Seat> last = seats == null ? List.of() : List.copyOf(seats.values());
        seats = Map.of();
        statuses = List.of();
        installed = true;
        closed = true;
        return last;
    }
}

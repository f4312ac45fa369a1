package codestare.nursery.internal.signal;

import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * One delivery of a signal.
 *
 * <table>
 * <caption>What is done, by its place in the row</caption>
 * <tr><th>first</th><td>drain, no longer than the limit</td><td>previous handler</td></tr>
 * <tr><th>second</th><td>hurry, no longer than a second</td><td>previous handler</td></tr>
 * <tr><th>third</th><td>a line in the log, no longer than a second</td><td>halt with 128 + number</td></tr>
 * </table>
 *
 * <p>The previous handler is called once for each delivery, by a thread that nothing else needs: the JVM's own begins the
 * exit and does not come back, and where two are called at once the JVM lets the first decide the status.
 */
final class Delivery implements Runnable {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final Escalation escalation;
    private final Drain drain;
    private final Hold hold;
    private final int place;

    Delivery(Escalation escalation, Drain drain, Hold hold, int place) {
        this.escalation = escalation;
        this.drain = drain;
        this.hold = hold;
        this.place = place;
    }

    /** Runs this on a thread of its own; here, if none can be started or if the process is to be halted. */
    void begin() {
        if (place > 2 || !Patience.start(this, "codestare-nursery-signal-" + hold.name(), false)) {
            run();
        }
    }

    @Override
    public void run() {
        try {
            Duration limit = place == 1 ? escalation.limit() : A_SECOND;
            Patience.spend(limit, new Preparation(), "codestare-nursery-drain-" + hold.name());
        } finally {
            finish();
        }
    }

    private void finish() {
        if (place > 2) {
            Runtime.getRuntime().halt(JvmExit.statusOf(hold.number()));
        }
        try {
            hold.handOn();
        } catch (Throwable thrown) {
            Words.say(Level.ERROR, "previous handler of signal [" + hold.name() + "] failed", thrown);
        } finally {
            escalation.handedOn();
        }
    }

    /** All that comes before the previous handler or the halt; logging is part of it, as that may block too. */
    final class Preparation implements Runnable {
        @Override
        public void run() {
            String name = hold.name();
            try {
                if (place == 1) {
                    Words.say(Level.INFO, "signal [" + name + "] ends all work; a second one hurries", null);
                    drain.drain(name, escalation.hurry());
                } else if (place == 2) {
                    // first of all, as the words may block
                    escalation.hurry().hasten();
                    Words.say(Level.WARNING, "signal [" + name + "] hurries the end; a third one halts", null);
                    drain.hurry(name);
                } else {
                    int status = JvmExit.statusOf(hold.number());
                    Words.say(Level.ERROR, "signal [" + name + "] halts the process with status " + status, null);
                }
            } catch (Throwable thrown) {
                Words.say(Level.ERROR, "drain for signal [" + name + "] failed; the signal is handed on", thrown);
            }
        }
    }
}

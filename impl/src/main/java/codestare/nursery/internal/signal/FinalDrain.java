package codestare.nursery.internal.signal;

import codestare.nursery.ShutdownReason;
import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.Shutdown;
import codestare.nursery.internal.work.Bell;
import codestare.nursery.internal.work.Deadline;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends all work before a process, or its framework, ends: no more work is accepted, a delay passes in which others notice,
 * then all loops shut down. One instant limits all of it.
 *
 * <p>A signal, the stop of the framework and the end of the JVM may all ask for it, at once or one after the other. That is
 * one drain: who comes while it is under way waits for it, and who comes later has the time that is left, if any is.
 */
public final class FinalDrain implements Drain {
    /** What the last steps may take after the deadline. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** How much of that is for what is to be in the log before the process, and its log, may end. */
    private static final Duration FOR_WORDS = Duration.ofMillis(800);

    private final NurseryEngine engine;
    private final Supplier<Duration> delay;
    private final Runnable refuseWork;
    private final Duration forWords;
    private final Bell bell = new Bell();

    /** Guarded by this; of the latest run. */
    private @Nullable Deadline deadline;

    /** Written under this; volatile: read by those who wait. */
    private volatile boolean underWay;

    /** Whether who hurries the drain has logged what is left; written by that one, and at the end of each drain. */
    private volatile boolean wordsSaid;

    /** Written once under this; volatile: read by operators. Stays, as the process is to end. */
    private volatile @Nullable ShutdownReason told;

    /**
     * @param delay before the work ends; asked when that begins
     * @param refuseWork told once, when the first drain begins; may take its time
     */
    public FinalDrain(NurseryEngine engine, Supplier<Duration> delay, Runnable refuseWork) {
        this(engine, delay, refuseWork, FOR_WORDS);
    }

    FinalDrain(NurseryEngine engine, Supplier<Duration> delay, Runnable refuseWork, Duration forWords) {
        this.forWords = forWords;
        this.engine = engine;
        this.delay = delay;
        this.refuseWork = refuseWork;
    }

    @Override
    public void drain(String signal, Deadline hurry) {
        drain(ShutdownReason.ofSignal(signal), hurry, delay.get());
    }

    /** Ends all work because the framework stops; comes back when it has ended, no later than the deadline. */
    public void drainFramework() {
        drain(ShutdownReason.of("the framework stops"), Deadline.never(), delay.get());
    }

    /** Ends all work because the JVM ends, without a delay; comes back when it has ended, no later than the deadline. */
    public void drainProcess() {
        drain(ShutdownReason.of("end of the JVM"), Deadline.never(), Duration.ZERO);
    }

    private void drain(ShutdownReason reason, Deadline hurry, Duration pause) {
        Deadline limit;
        boolean joins;
        boolean first;
        synchronized (this) {
            joins = underWay && deadline != null;
            limit = joins ? Objects.requireNonNull(deadline) : newDeadline(hurry);
            first = told == null;
            told = first ? reason : told;
            deadline = limit;
            underWay = true;
        }
        if (joins) {
            join(limit, hurry);
            return;
        }
        try {
            if (first) {
                warnOf(pause);
                refuseWork(limit);
                bell.await(() -> false, limit.within(pause));
            }
            Shutdown all = engine.shutDownAll(reason, limit);
            if (!all.await() || hurry.hasPassed()) {
                awaitWords(all, hurry);
            }
        } finally {
            wordsSaid = false;
            underWay = false;
            bell.ring();
        }
    }

    /** Who is left behind is logged when the time is over, and where all stand by who hurries. */
    private void awaitWords(Shutdown all, Deadline hurry) {
        Deadline words = Deadline.in(forWords);
        all.awaitUntil(words);
        if (hurry.hasPassed()) {
            bell.await(() -> wordsSaid, words);
        }
    }

    /** Why the process, or its framework, is to end; there from the moment on in which somebody has told it. */
    public Optional<ShutdownReason> told() {
        return Optional.ofNullable(told);
    }

    private void warnOf(Duration pause) {
        Duration deadline = engine.settings().shutdownDeadline();
        if (!pause.isZero() && pause.compareTo(deadline) >= 0) {
            Words.say(
                    Level.WARNING,
                    "delay [" + pause + "] takes all of the deadline [" + deadline
                            + "] and leaves nothing for the work to end; choose a shorter one",
                    null);
        }
    }

    private void join(Deadline limit, Deadline hurry) {
        Duration rest = Duration.ofNanos(limit.remainingNanos()).plus(MARGIN);
        if (!bell.await(() -> !underWay, hurry.within(rest))) {
            limit.hasten();
        }
    }

    /** What is left of the time of the drain before, if this one belongs to the same end; else all of it. */
    private Deadline newDeadline(Deadline hurry) {
        Deadline before = deadline;
        return before != null && (!before.hasPassed() || JvmExit.isUnderWay())
                ? hurry.within(Duration.ofNanos(before.remainingNanos()))
                : hurry.within(engine.settings().shutdownDeadline());
    }

    /** On a thread of its own, as others react to it: they may take all the time, and no more. */
    private void refuseWork(Deadline limit) {
        AtomicBoolean told = new AtomicBoolean();
        Runnable telling = () -> {
            try {
                refuseWork.run();
            } catch (Throwable thrown) {
                Words.say(Level.ERROR, "it cannot be told that no more work is accepted", thrown);
            } finally {
                told.set(true);
                bell.ring();
            }
        };
        if (!Patience.start(telling, "codestare-nursery-refusal", true)) {
            telling.run();
        } else if (!bell.await(told::get, limit)) {
            Words.say(Level.WARNING, "who was told that no more work is accepted has not come back in time", null);
        }
    }

    /** What is left of the time of the drain under way, or of a new one, with a margin for the last steps. */
    public synchronized Duration rest() {
        Deadline limit = newDeadline(Deadline.never());
        return Duration.ofNanos(limit.remainingNanos()).plus(MARGIN);
    }

    @Override
    public void hurry(String signal) {
        try {
            engine.logStacks();
        } finally {
            wordsSaid = true;
            bell.ring();
        }
    }

    @Override
    public Duration limit() {
        return engine.settings().shutdownDeadline().plus(MARGIN);
    }
}

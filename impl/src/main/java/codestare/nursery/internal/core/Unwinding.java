package codestare.nursery.internal.core;

import codestare.nursery.ExcInfo;
import codestare.nursery.ExitCallback;
import codestare.nursery.internal.task.BodyTask;
import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Takes an exit stack down, entry by entry.
 *
 * <p>Where the owner closes, callbacks run on the calling thread. Where somebody else does, each runs on a worker of the
 * loop, so that it can be left behind.
 */
final class Unwinding {
    private static final GuardedLog LOG = GuardedLog.of(Unwinding.class);

    private final ExitStack stack;
    private final ClosingByTerms closing;
    private final Ending ending;
    private final CurrentError error;
    private final boolean inline;
    // the unwinding thread was interrupted, before or meanwhile
    private boolean interrupted;

    Unwinding(ExitStack stack, ClosingByTerms closing, CurrentError error, boolean inline) {
        this.stack = stack;
        this.closing = closing;
        this.ending = closing.ending();
        this.error = error;
        this.inline = inline;
    }

    void run() {
        Entry entry;
        while ((entry = stack.pop()) != null) {
            putInterruptAside();
            entry.end(this);
        }
        putInterruptAside();
        error.join(stack.failures().unseen());
    }

    /** Lets an interrupt of the closer end neither the next exit callback nor what is told at the end. */
    private void putInterruptAside() {
        interrupted |= Thread.interrupted();
    }

    /** The close is over: sets the flag again that was put aside. */
    void giveInterruptBack() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void endTasks(TaskGroup group) {
        if (!ending.endTasks(group, stack.nursery().bell(), closing.withEnclosing(), where())) {
            stack.leaveBehind(group);
        }
    }

    void endChildren(Entry.Children children) {
        boolean alone = inline && stack.newestFirst(children).size() == 1;
        Closings closings = Closings.begin(
                () -> stack.newestFirst(children), child -> child.closer().closeAsPart(closing, alone));
        stack.retire(children);
        closings.await(ending).forEach(part -> error.join(part.takeForParent(closing)));
    }

    void exit(ExitCallback callback) {
        error.join(stack.failures().unseen());
        ExcInfo info = error.info();
        Callable<Boolean> call = () -> closing.inCallback(() -> callback.exit(info));
        if (inline) {
            try {
                noteReturn(call.call());
            } catch (Throwable thrown) {
                noteThrown(thrown);
            }
        } else {
            exitOnWorker(call);
        }
    }

    private void exitOnWorker(Callable<Boolean> call) {
        BodyTask<Boolean> task = stack.loop()
                .exitTask("exit:" + stack.nursery().shownName(), stack.site().fresh(), call);
        task.runAlone();
        if (!task.awaitEndUninterruptibly(ending.deadline().orLastChance())) {
            closing.disownCallback();
            stack.loop().stragglers().leave(task, where());
            return;
        }
        switch (task.status()) {
            case SUCCEEDED -> noteReturn(task.resultNow());
            case FAILED -> noteThrown(task.exceptionNow());
            // somebody cancelled it: what it threw is its word
            default -> noteThrown(task.excInfo().exc());
        }
    }

    private void noteReturn(boolean suppress) {
        if (suppress) {
            error.suppress();
        }
    }

    private void noteThrown(@Nullable Throwable thrown) {
        if (thrown == null) {
            return;
        }
        if (!inline) {
            LOG.log(Level.WARNING, "an exit callback of " + where() + " failed", thrown);
        }
        error.replace(thrown);
    }

    private String where() {
        return stack.nursery().subject();
    }
}

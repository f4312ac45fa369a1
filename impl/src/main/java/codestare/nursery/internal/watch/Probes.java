package codestare.nursery.internal.watch;

import codestare.nursery.Task;
import codestare.nursery.internal.work.GuardedLog;
import codestare.nursery.runtime.NurseryProbe;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Those who measure each task and each close; who is measured asks first whether there is anybody. */
public final class Probes {
    private static final GuardedLog LOG = GuardedLog.of(Probes.class);

    private final List<NurseryProbe> probes = new CopyOnWriteArrayList<>();
    // read by every task; volatile, which costs a reader nothing on the usual processors
    private volatile boolean any;

    synchronized void add(NurseryProbe probe) {
        probes.add(probe);
        any = true;
    }

    synchronized void remove(NurseryProbe probe) {
        probes.remove(probe);
        any = !probes.isEmpty();
    }

    /** Whether anybody measures. */
    public boolean any() {
        return any;
    }

    /** A task is about to run; the marks are for {@link #taskEnded}. */
    public Marks taskBegins() {
        return begin(NurseryProbe::taskBegins);
    }

    public void taskEnded(Marks marks, String task, String loop, String owner, Task.Status status) {
        marks.hand((probe, mark) -> guarded(probe, present -> present.taskEnded(mark, task, loop, owner, status)));
    }

    /** A close begins; the marks are for {@link #closeEnded}. */
    public Marks closeBegins() {
        return begin(NurseryProbe::closeBegins);
    }

    public void closeEnded(Marks marks, String nursery, String loop, String owner, long created) {
        marks.hand((probe, mark) -> guarded(probe, present -> present.closeEnded(mark, nursery, loop, owner, created)));
    }

    private Marks begin(Function<NurseryProbe, @Nullable Object> asking) {
        Marks marks = null;
        for (NurseryProbe probe : probes) {
            Object mark = ask(probe, asking);
            if (mark != null) {
                marks = new Marks(probe, mark, marks);
            }
        }
        return marks == null ? Marks.NONE : marks;
    }

    private @Nullable Object ask(NurseryProbe probe, Function<NurseryProbe, @Nullable Object> asking) {
        try {
            return asking.apply(probe);
        } catch (Throwable e) {
            drop(probe, e);
            return null;
        }
    }

    private void guarded(NurseryProbe probe, Consumer<NurseryProbe> telling) {
        try {
            telling.accept(probe);
        } catch (Throwable e) {
            drop(probe, e);
        }
    }

    private synchronized void drop(NurseryProbe probe, Throwable e) {
        if (probes.contains(probe)) {
            remove(probe);
            LOG.log(Level.ERROR, "probe [" + probe.getClass().getName() + "] failed and is called no more", e);
        }
    }

    /** What the probes have returned at a beginning: a chain of those that want to hear of the end. */
    public static final class Marks {
        /** Nobody wants to hear of the end. */
        public static final Marks NONE = new Marks(null, null, null);

        private final @Nullable NurseryProbe probe;
        private final @Nullable Object mark;
        private final @Nullable Marks next;

        private Marks(@Nullable NurseryProbe probe, @Nullable Object mark, @Nullable Marks next) {
            this.probe = probe;
            this.mark = mark;
            this.next = next;
        }

        public boolean isWanted() {
            return probe != null;
        }

        private void hand(Handing handing) {
            for (Marks at = this; at != null; at = at.next) {
                if (at.probe != null && at.mark != null) {
                    handing.to(at.probe, at.mark);
                }
            }
        }
    }

    private interface Handing {
        void to(NurseryProbe probe, Object mark);
    }
}

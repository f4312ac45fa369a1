package codestare.nursery.internal.core;

import codestare.nursery.TaskNursery;
import codestare.nursery.internal.roster.Row;
import codestare.nursery.internal.roster.Seated;
import codestare.nursery.internal.task.Waitable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A nursery as others know it: by its name, in the list of its loop, and as a child on the stack of its parent.
 *
 * <p>It is listed from its registration on until it is closed.
 */
abstract class ListedNursery extends Waitable implements TaskNursery, Seated {
    private static final VarHandle CLOSED;

    static {
        try {
            CLOSED = MethodHandles.lookup().findVarHandle(ListedNursery.class, "closed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final NurserySpec spec;
    private final WorkerLoop loop;
    private final long number;
    private final NurseryName name;
    // its place in the list of the loop; written before it is seen there, and by who takes it off
    private @Nullable Row row;
    private int seat;
    // set once, through CLOSED, by who finishes the close
    private volatile boolean closed;
    // the stack where this child stands or stood; written under the lock of that stack
    private volatile @Nullable ExitStack parentStack;
    // the place there, and who is before and after it; guarded by that stack
    private Entry.@Nullable Children place;

    @Nullable
    LoopNursery older;

    @Nullable
    LoopNursery younger;

    ListedNursery(WorkerLoop loop, NurserySpec spec) {
        this.loop = loop;
        this.spec = spec;
        this.number = spec.nextNumber();
        this.name = spec.nameOf(self());
        // others may see this from here on, as the holder of its name
        name.claim();
    }

    /** This, as the one class that there is. */
    abstract LoopNursery self();

    // ---- its name

    @Override
    public final String name() {
        return name.now();
    }

    /** The last known name; asks no supplier. */
    final String shownName() {
        return name.shown();
    }

    /** The name it had at its making. */
    final String firstName() {
        return name.first();
    }

    /** Whether no supplier names it. */
    final boolean hasFixedName() {
        return name.isFixed();
    }

    final boolean holdsByDefault(String asked) {
        return name.isDefault(asked);
    }

    /** How logs and errors call it. */
    final String subject() {
        return "nursery [" + shownName() + "]";
    }

    // ---- where it belongs

    @Override
    public final WorkerLoop loop() {
        return loop;
    }

    final NurserySpec spec() {
        return spec;
    }

    final boolean isOpenedBy(Object opener) {
        return spec.opener() == opener;
    }

    /** The order of opening. */
    final long number() {
        return number;
    }

    @Override
    public final void sit(@Nullable Row where, int place) {
        row = where;
        seat = place;
    }

    @Override
    public final @Nullable Row row() {
        return row;
    }

    @Override
    public final int seat() {
        return seat;
    }

    /** Makes it seen by those who close all. */
    final void register() {
        loop.list(self());
        name.confirm();
    }

    /** Gives its name and its places back; has a full fence. */
    final void unregister() {
        name.free();
        if (!(boolean) CLOSED.getAndSet(this, true)) {
            loop.unlist(self());
        }
        ExitStack standing = parentStack;
        if (standing != null) {
            standing.removeChild(self());
        }
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    // ---- its parent

    /** Notes the place on the parent's stack, or that there is none any more; called under the lock of that stack. */
    final void placeIn(ExitStack standing, Entry.@Nullable Children where) {
        if (parentStack != standing) {
            parentStack = standing;
        }
        place = where;
    }

    /** The place on the parent's stack, while there is one; called under the lock of that stack. */
    final Entry.@Nullable Children place() {
        return place;
    }

    final boolean isRoot() {
        return parentStack == null;
    }

    final @Nullable LoopNursery parent() {
        ExitStack standing = parentStack;
        return standing == null ? null : standing.nursery();
    }

    /** Puts a successor, which is ready once the handing has run, in the place on the parent's stack. */
    final void handPlaceTo(LoopNursery successor, Runnable handing) {
        ExitStack standing = parentStack;
        if (standing == null) {
            handing.run();
        } else {
            standing.replaceChild(self(), successor, handing);
        }
    }
}

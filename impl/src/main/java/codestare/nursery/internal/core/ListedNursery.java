package codestare.nursery.internal.core;

import codestare.nursery.TaskLoop;
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
 * <p>Whether the loop lists it:
 *
 * <pre>
 * NEW ──register──▶ LISTED ──unregister──▶ GONE
 *  └──unregister, as a shutdown that saw it in the list was faster──▲
 * </pre>
 */
abstract class ListedNursery extends Waitable implements TaskNursery, Seated {
    private static final int NEW = 0;
    private static final int LISTED = 1;
    private static final int GONE = 2;
    private static final VarHandle LISTING;

    static {
        try {
            LISTING = MethodHandles.lookup().findVarHandle(ListedNursery.class, "listing", int.class);
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
    // changed through LISTING, by the transitions above
    @SuppressWarnings("UnusedVariable") // through LISTING
    private volatile int listing;
    // the stack and the place where this child stands; written under the lock of that stack
    private volatile @Nullable ExitStack parentStack;
    private volatile Entry.@Nullable Children place;

    ListedNursery(WorkerLoop loop, NurserySpec spec) {
        this.loop = loop;
        this.spec = spec;
        this.number = spec.nextNumber();
        this.name = spec.claimName(self());
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
    public final TaskLoop loop() {
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

    /** Spares the one that the JVM makes on demand: every nursery stands in sets. */
    @Override
    public final int hashCode() {
        return Long.hashCode(number);
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
        if (!LISTING.compareAndSet(this, NEW, LISTED)) {
            loop.unlist(self());
        }
        name.confirm();
    }

    /** Gives its name and its places back. */
    final void unregister() {
        name.free();
        if ((int) LISTING.getAndSet(this, GONE) == LISTED) {
            loop.unlist(self());
        }
        ExitStack standing = parentStack;
        Entry.Children where = place;
        if (standing != null && where != null) {
            standing.removeChild(where, self());
        }
    }

    // ---- its parent

    /** Notes the place on the parent's stack; called under the lock of that stack. */
    final void placeIn(ExitStack standing, Entry.Children where) {
        parentStack = standing;
        place = where;
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
        Entry.Children where = place;
        if (standing != null && where != null) {
            standing.replaceChild(where, self(), successor, handing);
        } else {
            handing.run();
        }
    }
}

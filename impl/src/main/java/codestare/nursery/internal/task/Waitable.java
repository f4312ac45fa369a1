package codestare.nursery.internal.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that is mostly over before anybody waits for it: its room is made by the first who does. */
public abstract class Waitable implements Awaited {
    private static final VarHandle ROOM;

    static {
        try {
            ROOM = MethodHandles.lookup().findVarHandle(Waitable.class, "room", WaitingRoom.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // set once, through ROOM
    private volatile @Nullable WaitingRoom room;

    @Override
    public final WaitingRoom room() {
        WaitingRoom present = room;
        if (present != null) {
            return present;
        }
        WaitingRoom made = new WaitingRoom();
        return ROOM.compareAndSet(this, null, made) ? made : Objects.requireNonNull(room);
    }

    /** Makes those who wait here look again; a full fence must stand between the change they wait for and this call. */
    protected final void ringHere() {
        WaitingRoom present = room;
        if (present != null) {
            present.bell().ring();
        }
    }
}

package codestare.nursery.internal.roster;

import org.jspecify.annotations.Nullable;

/** What can sit in a {@link Roster}, once in its life. */
public interface Seated {
    /** Notes the seat; called before it is seen there, and with null when it has left. */
    void sit(@Nullable Row row, int seat);

    /** The row in which this sits; null before it has arrived and after it has left. */
    @Nullable
    Row row();

    int seat();
}

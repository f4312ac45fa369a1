package codestare.nursery.internal.watch;

/**
 * The tasks of something that has not closed.
 *
 * @param created all that it has had
 * @param active those that have not ended
 */
public record Crowd(long created, long active) {
    public static final Crowd NOBODY = new Crowd(0, 0);

    public Crowd and(Crowd other) {
        return new Crowd(created + other.created, active + other.active);
    }
}

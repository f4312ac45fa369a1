package codestare.nursery.internal.work;

/**
 * A clock of one thread that is read so seldom that it costs nothing.
 *
 * <p>A look at the time costs as much as half an empty task. So it is taken for each task only where tasks last longer than a
 * moment; where they are shorter, up to 63 of them share one. What is told is never later than the truth, and is earlier by no
 * more than those last tasks took: a moment, unless the pace has just changed.
 */
public class SparingClock {
    /** So long the tasks that share a look may last: a look costs a thousandth of it. */
    private static final long MOMENT = 50_000;

    private static final int MOST = 63;

    // all by the one thread
    private long now;
    private int unread;
    private int sharing;

    /** About the present {@link System#nanoTime}; not 0. */
    public final long now() {
        if (--unread < 0) {
            read(System.nanoTime());
        }
        return now;
    }

    private void read(long time) {
        sharing = now == 0 || time - now > MOMENT ? 0 : Math.min(2 * sharing + 1, MOST);
        unread = sharing;
        now = time == 0 ? 1 : time;
    }
}

package codestare.nursery.internal.watch;

import codestare.nursery.DetachedExcInfo;
import codestare.nursery.ExcInfo;
import codestare.nursery.runtime.TaskFailure;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The last failures, in words; of a flood only the first ones of each second, as words are made on the failed task's thread. */
final class FailureHistory {
    private static final int KEPT = 100;
    private static final int A_SECOND = 100;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LONGEST_TRACE = 20_000;

    // all guarded by this
    private final Deque<TaskFailure> kept = new ArrayDeque<>();
    private long second = System.nanoTime();
    private int inSecond;

    /** Takes note of a failure, and returns the note; null if there were too many in this second. */
    @Nullable
    TaskFailure note(String owner, String loop, @Nullable String nursery, String task, Throwable failure) {
        if (!admit()) {
            return null;
        }
        DetachedExcInfo words = shortened(ExcInfo.of(failure).detached());
        TaskFailure note = new TaskFailure(Instant.now(), owner, loop, nursery, task, words);
        synchronized (this) {
            if (kept.size() == KEPT) {
                kept.removeFirst();
            }
            kept.addLast(note);
        }
        return note;
    }

    private synchronized boolean admit() {
        long now = System.nanoTime();
        if (now - second >= TimeUnit.SECONDS.toNanos(1)) {
            second = now;
            inSecond = 0;
        }
        return inSecond++ < A_SECOND;
    }

    private static DetachedExcInfo shortened(DetachedExcInfo words) {
        String message = words.message();
        return new DetachedExcInfo(
                words.className(),
                message == null ? null : shortened(message, LONGEST_MESSAGE),
                shortened(words.trace(), LONGEST_TRACE),
                words.causes().stream()
                        .limit(A_SECOND)
                        .map(cause -> shortened(cause, LONGEST_MESSAGE))
                        .toList());
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    synchronized List<TaskFailure> last() {
        return List.copyOf(kept);
    }
}

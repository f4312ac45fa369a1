package codestare.nursery.internal.program;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The tasks of one group, and which of them have ended or were cancelled: what a lingering one waits for. */
final class Crew {
    private final Map<String, Boolean> asked = new ConcurrentHashMap<>();

    void enter(String task) {
        asked.putIfAbsent(task, false);
    }

    void asked(String task) {
        asked.put(task, true);
    }

    void left(String task) {
        asked.put(task, true);
    }

    void awaitAllAsked(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (asked.containsValue(false)) {
            if (System.nanoTime() > end) {
                fail("not all tasks beside it were cancelled: " + asked);
            }
            LockSupport.parkNanos(20_000);
        }
    }
}

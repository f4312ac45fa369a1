package codestare.nursery.internal.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;

/** The threads that a program had. They rest a little before they end, so another program may run meanwhile. */
record EndingThreads(Set<Thread> threads, String program) {
    boolean haveEnded() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    void awaitEnd(Duration limit) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(limit.toMillis());
            assertThat(thread.isAlive())
                    .as("%s\nthread [%s] lives", program, thread.getName())
                    .isFalse();
        }
    }
}

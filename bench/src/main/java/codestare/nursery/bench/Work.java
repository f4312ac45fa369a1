package codestare.nursery.bench;

import codestare.nursery.TaskAction;

/** What one task does: an action, then maybe a sleep, which each peer does in its own way. */
public final class Work implements Runnable, TaskAction {
    private final Runnable action;
    private final long sleepMillis;

    private Work(Runnable action, long sleepMillis) {
        this.action = action;
        this.sleepMillis = sleepMillis;
    }

    public static Work of(Runnable action) {
        return new Work(action, 0);
    }

    public static Work thenSleep(Runnable action, long millis) {
        return new Work(action, millis);
    }

    public Runnable action() {
        return action;
    }

    public long sleepMillis() {
        return sleepMillis;
    }

    /** Does it where a thread may block; an interrupt ends the sleep. */
    @Override
    public void run() {
        action.run();
        if (sleepMillis > 0) {
            try {
                Thread.sleep(sleepMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

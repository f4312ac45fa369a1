package codestare.nursery.itest.probe;

/** The calls of the shutdown service that take a loop or a task. */
public enum ServiceCall {
    ADD_SHUTDOWN_HANDLING(false),
    SETUP_SHUTDOWN_HANDLING(false),
    HANDLE_EXCEPTION(false),
    SHUTDOWN(false),
    MARK_SENTINEL_TASK(true),
    STOP_TASK(true);

    private final boolean takesTask;

    ServiceCall(boolean takesTask) {
        this.takesTask = takesTask;
    }

    public boolean takesTask() {
        return takesTask;
    }
}

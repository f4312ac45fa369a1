package codestare.nursery.itest.matrix;

/** A way in which work or its process is told to end. */
enum End {
    TERM("TERM"),
    INT("INT"),
    HUP("HUP"),
    /** The worker ignores the first. */
    SECOND_TERM("TERM twice, the worker ignores interrupts"),
    SHUTDOWN("shutdown by the console"),
    STOP("`bundle:stop`"),
    UPDATE("`bundle:update`"),
    UNINSTALL("`feature:uninstall` of the product"),
    /** By the worker itself. */
    EXIT("`System.exit(7)` in the worker");

    private final String title;

    End(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean isSignal() {
        return compareTo(SECOND_TERM) <= 0;
    }
}

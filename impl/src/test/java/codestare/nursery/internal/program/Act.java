package codestare.nursery.internal.program;

/**
 * One step of a program: what its owner or one of its tasks does. Everything has a name; {@code by} is {@link #OWNER} or a
 * task.
 */
sealed interface Act {
    /** The thread outside of all tasks. */
    String OWNER = "owner";

    String by();

    /** Opens a nursery by the factory: one by itself, or a child of the nursery of the task that does it. */
    record Open(String by, String nursery) implements Act {}

    record OpenIn(String by, String parent, String nursery) implements Act {}

    record Start(String by, String nursery, String task, OnCancel onCancel) implements Act {}

    /** Starts a task of no nursery. */
    record StartLoose(String by, String task, OnCancel onCancel) implements Act {}

    /** Takes a future as a task, which has no body: whoever lets it finish completes the future. */
    record Adopt(String by, String nursery, String task) implements Act {}

    record Put(String by, String nursery, String exit, Exit exits) implements Act {}

    /** Takes a resource off the stack. */
    record Leave(String by, String nursery, String exit) implements Act {}

    /** A task ends by itself; {@code by} is that task. */
    record Finish(String by, Ending how) implements Act {}

    record Cancel(String by, String task) implements Act {}

    /** Cancels a task that does not linger, and waits for its end. */
    record StopTask(String by, String nursery, String task) implements Act {}

    record PopAll(String by, String nursery, String successor) implements Act {}

    /** Closes as the owner does, which a task may do as well; from inside of what it closes, it ends with that. */
    record Close(String by, String nursery) implements Act {}

    record CloseBySentinel(String by, String nursery) implements Act {}

    record Join(String by, String nursery) implements Act {}

    record StopLoop(String by) implements Act {}

    /** What a task does when it is cancelled; until then it waits. */
    enum OnCancel {
        OBEYS,
        /** Returns a result all the same. */
        SWALLOWS,
        FAILS,
        /** Fails with an {@link Error}. */
        BREAKS,
        /** Starts another task before it obeys. */
        SPAWNS,
        /** Goes on until all tasks beside it have ended or were cancelled as well. */
        LINGERS,
        LINGERS_AND_SWALLOWS;

        boolean lingers() {
            return this == LINGERS || this == LINGERS_AND_SWALLOWS;
        }
    }

    /** How a task ends by itself. */
    enum Ending {
        RETURNS,
        FAILS,
        BREAKS
    }

    /** What stands on a stack and what it does when its turn has come. */
    enum Exit {
        RESOURCE,
        CALLBACK,
        CALLBACK_THAT_THROWS,
        CALLBACK_THAT_BREAKS,
        CALLBACK_THAT_SUPPRESSES,
        CALLBACK_THAT_CLOSES_AGAIN,
        /** Starts a task on the closing nursery, and puts a callback on it. */
        CALLBACK_THAT_ADDS
    }

    /** What the exception handler of each loop does. */
    enum OnFailure {
        SHUTS_LOOP_DOWN,
        CLOSES_NURSERY,
        LOGS,
        /** Throws, so that the handler that shuts the loop down takes its place. */
        THROWS
    }
}

package codestare.nursery.itest.probe;

/** What a consumer may leave behind as it goes. */
public enum Remnant {
    /** Thread locals with values of its own, on the thread of a task. */
    THREAD_LOCALS,
    /** A handler of its own for uncaught exceptions and its own class loader, on the thread of a task. */
    THREAD_STATE,
    /** Actions of its own for the end of a task, from before and from after it. */
    DONE_ACTIONS,
    /** A completed stage that somebody keeps, with functions of its own behind it. */
    STAGE,
    /** A stage of a task that is cancelled as the bundle stops, with a function of its own behind it. */
    STAGE_OF_CANCELLED,
    /** A stage of somebody else's that has completed and was adopted. */
    ADOPTED_DONE,
    /** A stage of somebody else's that never completes and was adopted. */
    ADOPTED_PENDING,
    /** A failure of a class of its own, which nobody has taken. */
    FAILURE,
    /** The same, which somebody keeps in the form that may outlive the bundle. */
    DETACHED_FAILURE,
    /** A handler of its own for failures, and a supplier of its own for the name of a nursery. */
    CALLBACKS
}

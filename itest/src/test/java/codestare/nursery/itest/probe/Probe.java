package codestare.nursery.itest.probe;

/** One nursery of a consumer, as a test sees it. */
public interface Probe {
    /** The name of the nursery. */
    String nursery();

    /** The name of the nursery's loop. */
    String loop();

    /** Whether the nursery has closed. */
    boolean closed();

    /** Starts a task in the nursery. */
    void start(String task, Behaviour behaviour);

    /** Starts a task that runs an errand, notes {@code <task> came back} and then waits as {@link Behaviour#WAITS}. */
    void start(String task, Errand errand);

    /** Opens a child of the nursery. */
    Probe open(String name);

    /** Offers a callback that notes {@code <name> called}. */
    void callback(String name);

    /** The status of a task that was started here, and how it ended. */
    String outcome(String task);

    /** Closes the nursery, as its owner. */
    void close();
}

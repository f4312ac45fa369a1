package codestare.nursery.bench;

/** What fails here, at the price of a failure alone: without a trace. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Failure() {
        super("failure", null, false, false);
    }
}

package codestare.nursery.internal.signal;

/** One signal in our hands, told without the types of {@code jdk.unsupported}, which may be missing. */
interface Hold {
    /** The name without {@code SIG}. */
    String name();

    int number();

    /** Calls the handler that was there before; comes back only if that one lets the process live. */
    void handOn();

    /** Gives the signal back. What still reaches us goes straight to the handler that was there before. */
    void release();
}

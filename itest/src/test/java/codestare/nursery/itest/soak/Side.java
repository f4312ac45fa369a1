package codestare.nursery.itest.soak;

/** An end of the way through the relay. */
enum Side {
    CLIENT,
    TARGET;

    Side other() {
        return this == CLIENT ? TARGET : CLIENT;
    }
}

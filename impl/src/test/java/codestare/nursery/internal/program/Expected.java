package codestare.nursery.internal.program;

/**
 * What a step makes happen.
 *
 * @param thrown what is thrown at who does it; null if nothing is
 * @param refused whether it is refused because the nursery has closed
 */
record Expected(Order order, Blame thrown, boolean refused) {
    static final Expected REFUSED = new Expected(Order.NOTHING, null, true);

    static Expected of(Order order) {
        return new Expected(order, null, false);
    }

    static Expected of(Order order, Blame thrown) {
        return new Expected(order, thrown.isNone() ? null : thrown, false);
    }
}

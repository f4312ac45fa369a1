package codestare.nursery.runtime;

import java.util.Objects;

/**
 * One entry of an exit stack.
 *
 * @param kind what it is
 * @param what for tasks and nurseries their number, for the others the name of their class
 * @since 1.0
 */
public record ExitEntry(Kind kind, String what) {
    /**
     * Checks that both are there.
     *
     * @param kind see {@link #kind}
     * @param what see {@link #what}
     * @since 1.0
     */
    public ExitEntry {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(what, "what");
    }

    /**
     * What an entry is.
     *
     * @since 1.0
     */
    public enum Kind {
        /**
         * Tasks that came with nothing between them.
         *
         * @since 1.0
         */
        TASKS,
        /**
         * Child nurseries that came with nothing between them.
         *
         * @since 1.0
         */
        NURSERIES,
        /**
         * What was entered, and is closed.
         *
         * @since 1.0
         */
        RESOURCE,
        /**
         * What was pushed or added as a callback, and is called.
         *
         * @since 1.0
         */
        CALLBACK
    }
}

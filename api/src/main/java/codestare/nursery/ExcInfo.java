package codestare.nursery;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The record of an exception: its type, the exception itself and its trace; all may be absent.
 *
 * <p>The record holds the live exception, and with it the class loader of whoever threw it. What outlives a bundle must
 * keep the {@linkplain #detached() detached} form instead.
 *
 * @param excType the class of the exception
 * @param exc the exception
 * @param traceback the frames of the exception, innermost first; unmodifiable
 * @since 1.0
 */
public record ExcInfo(
        @Nullable Class<? extends Throwable> excType,
        @Nullable Throwable exc,
        @Nullable List<StackTraceElement> traceback) {
    /**
     * The record of no exception.
     *
     * @since 1.0
     */
    public static final ExcInfo NONE = new ExcInfo(null, null, null);

    /**
     * Copies the trace.
     *
     * @param excType see {@link #excType}
     * @param exc see {@link #exc}
     * @param traceback see {@link #traceback}
     * @since 1.0
     */
    public ExcInfo {
        traceback = traceback == null ? null : List.copyOf(traceback);
    }

    /**
     * Records an exception.
     *
     * @param exc the exception
     * @return a record with type, exception and trace
     * @since 1.0
     */
    public static ExcInfo of(Throwable exc) {
        Objects.requireNonNull(exc, "exc");
        return new ExcInfo(exc.getClass(), exc, List.of(exc.getStackTrace()));
    }

    /**
     * Tells whether there is no exception in this record.
     *
     * @return true if type, exception and trace are absent
     * @since 1.0
     */
    public boolean isEmpty() {
        return excType == null && exc == null && traceback == null;
    }

    /**
     * Returns the form that may outlive the bundle: strings only.
     *
     * <p>Never throws: where the exception's own methods fail, a note takes the place of what they should have said.
     *
     * @return the detached record; {@link DetachedExcInfo#NONE} if this record is empty
     * @since 1.0
     */
    public DetachedExcInfo detached() {
        return DetachedExcInfo.of(this);
    }
}

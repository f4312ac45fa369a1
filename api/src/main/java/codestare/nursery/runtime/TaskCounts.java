package codestare.nursery.runtime;

/**
 * How many tasks there were and are, and how they ended.
 *
 * <p>Each number but {@code active} only grows. While tasks come and go, a task may be seen to have been created and not yet
 * to have ended, never the other way round.
 *
 * @param created all that were accepted
 * @param succeeded those that ended with a result, after a cancellation too
 * @param failed those that ended with an exception that no cancellation explains
 * @param cancelled those that were cancelled, before they began too
 * @param straggled those that were left behind at a deadline; they count once more when they end
 * @param active those that have not ended
 * @since 1.0
 */
public record TaskCounts(long created, long succeeded, long failed, long cancelled, long straggled, long active) {}

package codestare.nursery.runtime;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told what an operator wants to hear of at once.
 *
 * <p>In a framework, register one as a service; elsewhere, hand it to {@link NurseryRuntime#listen}. All methods are called
 * on one thread of the nurseries' own, one after the other in the order of the events, shortly after the event and under no
 * lock: no task and no close waits for a listener. One that is behind by more than 1,000 events misses the next ones, and
 * one that throws is logged once and called no more.
 *
 * @since 1.0
 */
@ConsumerType
public interface NurseryListener {
    /**
     * A loop has been made.
     *
     * @param loop as it begins, with nothing on it
     * @since 1.0
     */
    default void loopMade(LoopSnapshot loop) {}

    /**
     * A loop has stopped.
     *
     * @param loop as it was in the end; nothing is on it
     * @since 1.0
     */
    default void loopStopped(LoopSnapshot loop) {}

    /**
     * A task has failed.
     *
     * @param failure in words
     * @since 1.0
     */
    default void taskFailed(TaskFailure failure) {}

    /**
     * A shutdown has begun.
     *
     * @param shutdown as it begins
     * @since 1.0
     */
    default void shutdownBegun(ShutdownSnapshot shutdown) {}

    /**
     * A shutdown has ended.
     *
     * @param shutdown its id is that of {@link #shutdownBegun}, its age the time it took
     * @since 1.0
     */
    default void shutdownEnded(ShutdownSnapshot shutdown) {}

    /**
     * A task or an exit callback was left behind.
     *
     * @param straggler with the stack that it had then
     * @since 1.0
     */
    default void leftBehind(Straggler straggler) {}

    /**
     * A straggler has ended after all.
     *
     * @param straggler its stack is empty
     * @since 1.0
     */
    default void stragglerEnded(Straggler straggler) {}
}

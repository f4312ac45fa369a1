package codestare.nursery.itest.probe;

import java.time.Duration;
import java.util.List;

/** What a consumer reaches by the bundle-wide services; loops and tasks pass as plain objects from one bundle to another. */
public interface BundleView {
    /** Opens a nursery by the factory. */
    Probe open(String name);

    /** Opens a nursery with a grace period of its own. */
    Probe open(String name, Duration grace);

    /** Opens a nursery on a given loop, which is a {@code TaskLoop}. */
    Probe openOn(Object loop, String name);

    /** The names of the loops that the registry shows. */
    List<String> loops();

    /** The names of the nurseries that the registry shows. */
    List<String> nurseries();

    /** The default loop, a {@code TaskLoop}. */
    Object defaultLoop();

    /** A new task of the default loop, a {@code Task}, that is in no nursery. */
    Object looseTask(String name, Behaviour behaviour);

    /** Runs something in a task of the default loop and waits for its end. */
    void runInTask(Runnable body);

    /** The loop and the task of the calling thread as the registry tells them. */
    String current();

    /** Calls the shutdown service with a {@code TaskLoop} or a {@code Task}. */
    void shutdownService(ServiceCall call, Object loopOrTask);

    /** Shuts all loops of the bundle down and waits for it. */
    void shutdownAll();
}

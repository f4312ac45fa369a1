package codestare.nursery.itest.consumer;

import codestare.nursery.ExceptionContext;
import codestare.nursery.LoopRegistry;
import codestare.nursery.NurseryOptions;
import codestare.nursery.ShutdownReason;
import codestare.nursery.ShutdownService;
import codestare.nursery.Task;
import codestare.nursery.TaskAction;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Journal;
import codestare.nursery.itest.probe.Probe;
import codestare.nursery.itest.probe.ServiceCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The three bundle-wide services as one consumer sees them. */
final class ServicesView implements BundleView {
    private final TaskNurseryFactory factory;
    private final LoopRegistry registry;
    private final ShutdownService shutdownService;
    private final Journal journal;

    ServicesView(Services services, Journal journal) {
        this.factory = services.get(TaskNurseryFactory.class);
        this.registry = services.get(LoopRegistry.class);
        this.shutdownService = services.get(ShutdownService.class);
        this.journal = journal;
    }

    @Override
    public Probe open(String name) {
        return probe(factory.open(name));
    }

    @Override
    public Probe open(String name, Duration grace) {
        return probe(factory.open(NurseryOptions.defaults().withName(name).withGrace(grace)));
    }

    @Override
    public Probe openOn(Object loop, String name) {
        return probe(factory.open(name, (TaskLoop) loop));
    }

    private Probe probe(TaskNursery nursery) {
        return new NurseryProbe(nursery, journal);
    }

    @Override
    public List<String> loops() {
        return List.copyOf(registry.loops().keySet());
    }

    @Override
    public List<String> nurseries() {
        return List.copyOf(registry.nurseries().keySet());
    }

    @Override
    public Object defaultLoop() {
        return registry.defaultLoop();
    }

    @Override
    public Object looseTask(String name, Behaviour behaviour) {
        TaskAction body = new TaskBodies(journal).of(name, behaviour);
        return registry.defaultLoop().createTask(name, () -> {
            body.run();
            return null;
        });
    }

    @Override
    public void runInTask(Runnable body) {
        await(registry.defaultLoop().createTask("errand", Executors.callable(body)));
    }

    @Override
    public String current() {
        return "loop " + registry.currentLoop().map(TaskLoop::name).orElse("none") + ", task "
                + registry.currentTask().map(Task::name).orElse("none");
    }

    @Override
    public void shutdownService(ServiceCall call, Object loopOrTask) {
        switch (call) {
            case ADD_SHUTDOWN_HANDLING -> shutdownService.addShutdownHandling((TaskLoop) loopOrTask);
            case SETUP_SHUTDOWN_HANDLING -> shutdownService.setupShutdownHandling((TaskLoop) loopOrTask);
            case HANDLE_EXCEPTION ->
                shutdownService.handleException((TaskLoop) loopOrTask, ExceptionContext.of("told by a test"));
            case SHUTDOWN ->
                await(shutdownService.shutdown((TaskLoop) loopOrTask, ShutdownReason.of("asked by a test")));
            case MARK_SENTINEL_TASK -> shutdownService.markSentinelTask((Task<?>) loopOrTask);
            case STOP_TASK -> shutdownService.stopTask((Task<?>) loopOrTask);
        }
    }

    @Override
    public void shutdownAll() {
        await(shutdownService.shutdownAll(ShutdownReason.of("asked by a test")));
    }

    private static void await(Future<?> end) {
        try {
            end.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}

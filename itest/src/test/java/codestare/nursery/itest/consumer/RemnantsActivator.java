package codestare.nursery.itest.consumer;

import codestare.nursery.ExceptionHandler;
import codestare.nursery.LoopRegistry;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.itest.probe.Remnant;
import codestare.nursery.itest.probe.Remnants;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Leaves behind what a test asks for. */
public final class RemnantsActivator implements BundleActivator, Remnants {
    private final ThreadLocal<Object> local = new ThreadLocal<>();
    private final InheritableThreadLocal<Object> inherited = new InheritableThreadLocal<>();
    private TaskNurseryFactory factory;
    private LoopRegistry registry;

    /** A failure of a class that no other loader has. */
    private static final class OwnFailure extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public void start(BundleContext context) {
        Services services = new Services(context);
        factory = services.get(TaskNurseryFactory.class);
        registry = services.get(LoopRegistry.class);
        context.registerService(Remnants.class, this, null);
    }

    @Override
    public Object leave(Remnant remnant, CompletionStage<String> foreign) throws Exception {
        TaskNursery nursery = factory.open("remnants");
        return switch (remnant) {
            case THREAD_LOCALS -> nursery.createTask("locals", this::setLocals).get();
            case THREAD_STATE ->
                nursery.createTask("state", RemnantsActivator::changeThread).get();
            case DONE_ACTIONS ->
                withActions(nursery.createTask("value", () -> "value")).name();
            case STAGE -> followed(nursery.createTask("value", () -> "value"));
            case STAGE_OF_CANCELLED ->
                nursery.createTask("waits", () -> new CountDownLatch(1).await())
                        .toCompletionStage()
                        .handle((value, thrown) -> "handled by " + this);
            case ADOPTED_DONE ->
                nursery.adopt("adopted", foreign.thenApply(value -> new OwnFailure()))
                        .get()
                        .toString();
            case ADOPTED_PENDING -> nursery.adopt("adopted", foreign).name();
            case FAILURE -> failed(nursery).name();
            case DETACHED_FAILURE -> failed(nursery).excInfo().detached();
            case CALLBACKS -> withCallbacks();
        };
    }

    private String setLocals() {
        local.set(this);
        inherited.set(this);
        return "set";
    }

    private static String changeThread() {
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(RemnantsActivator.class.getClassLoader());
        thread.setUncaughtExceptionHandler((where, thrown) -> {});
        return "changed";
    }

    private static Task<String> withActions(Task<String> task) throws Exception {
        task.onDone(ended -> {});
        task.get();
        return task.onDone(ended -> {});
    }

    private static CompletionStage<String> followed(Task<String> task) throws Exception {
        CompletionStage<String> stage = task.toCompletionStage();
        stage.thenAccept(value -> new OwnFailure());
        task.get();
        stage.thenAccept(value -> new OwnFailure());
        return stage;
    }

    private static Task<Void> failed(TaskNursery nursery) throws InterruptedException {
        Task<Void> task = nursery.createTask("fails", () -> {
            throw new OwnFailure();
        });
        try {
            task.get();
        } catch (ExecutionException expected) {
            // it is the task's to keep
        }
        return task;
    }

    private String withCallbacks() {
        ExceptionHandler handler = (loop, context) -> {};
        registry.defaultLoop().setExceptionHandler(handler);
        TaskNursery named = factory.open(() -> "named by " + hashCode());
        named.push(info -> false);
        return named.name();
    }

    @Override
    public void stop(BundleContext context) {}
}

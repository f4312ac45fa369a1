package codestare.nursery.internal.core;

import codestare.nursery.ExceptionContext;
import codestare.nursery.ExceptionHandler;
import codestare.nursery.ShutdownReason;
import codestare.nursery.ShutdownService;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.internal.task.OwnedTask;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Steers one tenant's loops. */
public final class TenantShutdown implements ShutdownService {
    private final Tenant tenant;

    TenantShutdown(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void addShutdownHandling(TaskLoop loop) {
        tenant.addShutdownHandling(running(loop));
    }

    @Override
    public void setupShutdownHandling(TaskLoop loop) {
        tenant.setupShutdownHandling(running(loop));
    }

    private WorkerLoop running(TaskLoop loop) {
        WorkerLoop own = tenant.requireOwn(Objects.requireNonNull(loop, "loop"));
        if (!own.isRunning()) {
            throw own.refusal();
        }
        return own;
    }

    @Override
    public <T extends @Nullable Object> Task<T> markSentinelTask(Task<T> task) {
        WorkerLoop loop = loopOf(task);
        OwnedTask<T> own = (OwnedTask<T>) task;
        loop.marked().add(own);
        own.onDone(loop.marked()::remove);
        return task;
    }

    @Override
    public void handleException(TaskLoop loop, ExceptionContext context) {
        WorkerLoop own = tenant.requireOwn(Objects.requireNonNull(loop, "loop"));
        ExceptionHandler.shutdownLoop().handle(own, Objects.requireNonNull(context, "context"));
    }

    @Override
    public <T extends @Nullable Object> Task<T> stopTask(Task<T> task) {
        return loopOf(task).stopTask(task, tenant.engine().settings().grace());
    }

    private WorkerLoop loopOf(Task<?> task) {
        Objects.requireNonNull(task, "task");
        if (!(task instanceof OwnedTask)) {
            throw new IllegalArgumentException("task [" + task.name()
                    + "] was not made by this implementation; use a task of a nursery or a loop");
        }
        return tenant.requireOwn(task.loop());
    }

    @Override
    public Task<@Nullable Void> shutdown(TaskLoop loop, ShutdownReason reason) {
        WorkerLoop own = tenant.requireOwn(Objects.requireNonNull(loop, "loop"));
        return own.shutDown(Objects.requireNonNull(reason, "reason"));
    }

    @Override
    public Task<@Nullable Void> shutdownAll(ShutdownReason reason) {
        Objects.requireNonNull(reason, "reason");
        return tenant.shutDownAll(reason, tenant.engine().ending(reason));
    }
}

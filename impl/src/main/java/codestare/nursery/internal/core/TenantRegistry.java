package codestare.nursery.internal.core;

import codestare.nursery.LoopRegistry;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.internal.task.OwnedTask;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One tenant's view of the registry. */
public final class TenantRegistry implements LoopRegistry {
    private final Tenant tenant;

    TenantRegistry(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public TaskLoop defaultLoop() {
        return tenant.defaultLoop();
    }

    @Override
    public TaskLoop loop(String name) {
        return tenant.loop(Objects.requireNonNull(name, "name"));
    }

    @Override
    public Map<String, TaskLoop> loops() {
        return tenant.loops();
    }

    @Override
    public Map<String, TaskNursery> nurseries() {
        Map<String, TaskNursery> nurseries = new LinkedHashMap<>();
        tenant.nurseries().forEach(nursery -> nurseries.put(nursery.name(), nursery));
        return Collections.unmodifiableMap(nurseries);
    }

    @Override
    public Optional<TaskLoop> currentLoop() {
        return currentTask().map(Task::loop);
    }

    @Override
    public Optional<Task<?>> currentTask() {
        OwnedTask<?> current = tenant.currentTask();
        return Optional.ofNullable(current);
    }
}

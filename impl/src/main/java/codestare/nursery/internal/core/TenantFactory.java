package codestare.nursery.internal.core;

import codestare.nursery.NurseryBody;
import codestare.nursery.NurseryOptions;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens nurseries of one tenant, and closes what is open when it is let go. */
public final class TenantFactory implements TaskNurseryFactory {
    private final Tenant tenant;

    TenantFactory(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public TaskNursery open() {
        return open(NurseryOptions.defaults());
    }

    @Override
    public TaskNursery open(String name) {
        return openNamed(name);
    }

    private LoopNursery openNamed(String name) {
        Names.requireWords(Objects.requireNonNull(name, "name"), "nursery");
        return open(NurseryOptions.defaults().withName(name), null, null);
    }

    @Override
    public TaskNursery open(Supplier<String> name) {
        return open(NurseryOptions.defaults(), Objects.requireNonNull(name, "name"), null);
    }

    @Override
    public TaskNursery open(String name, TaskLoop loop) {
        Names.requireWords(Objects.requireNonNull(name, "name"), "nursery");
        return open(NurseryOptions.defaults().withName(name).withLoop(loop));
    }

    @Override
    public TaskNursery open(NurseryOptions options) {
        TaskLoop loop = Objects.requireNonNull(options, "options").loop();
        return open(options, null, loop == null ? null : tenant.requireOwn(loop));
    }

    private LoopNursery open(NurseryOptions options, @Nullable Supplier<String> name, @Nullable WorkerLoop loop) {
        return tenant.openHere(new NurserySpec(tenant, options, name, this), loop);
    }

    @Override
    public <T extends @Nullable Object> T call(String name, NurseryBody<T> body) throws Exception {
        Objects.requireNonNull(body, "body");
        return NurseryCall.call(openNamed(name), tenant.engine().current(), body);
    }

    /** Closes what was opened here and is still open, and waits for that. */
    public void letGo() {
        Release.closeAll(tenant, this, "the factory is released");
    }
}

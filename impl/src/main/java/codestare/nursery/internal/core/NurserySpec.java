package codestare.nursery.internal.core;

import codestare.nursery.NurseryOptions;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a nursery of a tenant is to be: what was asked for, and the tenant's answer where nothing was. */
final class NurserySpec {
    private final Tenant tenant;
    private final NurseryOptions options;
    private final @Nullable Supplier<String> supplier;
    private final @Nullable ClassLoader loader;
    private final Object opener;

    /** @param opener who ends what it has opened, told from others by identity */
    NurserySpec(Tenant tenant, NurseryOptions options, @Nullable Supplier<String> supplier, Object opener) {
        this(tenant, options, supplier, opener, tenant.classLoader());
    }

    private NurserySpec(
            Tenant tenant,
            NurseryOptions options,
            @Nullable Supplier<String> supplier,
            Object opener,
            @Nullable ClassLoader loader) {
        this.tenant = tenant;
        this.options = options;
        this.supplier = supplier;
        this.opener = opener;
        this.loader = loader;
    }

    /** The same for another nursery, with a fixed name, or a default one. */
    NurserySpec named(@Nullable String name) {
        NurseryOptions others = new NurseryOptions(null, null, options.grace(), options.freshThreads());
        return new NurserySpec(tenant, name == null ? others : others.withName(name), null, opener, loader);
    }

    /** Tells the order of opening. */
    long nextNumber() {
        return tenant.nextNumber();
    }

    NurseryName nameOf(LoopNursery nursery) {
        return new NurseryName(tenant.names(), nursery, options.name(), supplier);
    }

    /** The fixed name, if there is one. */
    @Nullable
    String name() {
        return options.name();
    }

    Object opener() {
        return opener;
    }

    @Nullable
    ClassLoader loader() {
        return loader;
    }

    Duration grace() {
        Duration own = options.grace();
        return own == null ? tenant.engine().settings().grace() : own;
    }

    @Nullable
    Boolean freshOption() {
        return options.freshThreads();
    }

    BooleanSupplier freshThreads() {
        Boolean own = options.freshThreads();
        return own == null ? () -> tenant.engine().settings().freshThreads() : () -> own;
    }
}

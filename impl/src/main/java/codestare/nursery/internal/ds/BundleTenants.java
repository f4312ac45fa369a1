package codestare.nursery.internal.ds;

import codestare.nursery.internal.core.NurseryEngine;
import codestare.nursery.internal.core.Shutdown;
import codestare.nursery.internal.core.Tenant;
import codestare.nursery.internal.signal.FinalDrain;
import codestare.nursery.internal.work.Deadline;
import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Keeps a tenant for each using bundle, from its first use until it has stopped.
 *
 * <p>When a bundle begins to stop, all its loops begin to shut down with one instant: its tasks may then still use the
 * bundle's context, and the releases that follow only wait.
 */
final class BundleTenants implements SynchronousBundleListener {
    private static final GuardedLog LOG = GuardedLog.of(BundleTenants.class);

    private final NurseryEngine engine;
    private final FinalDrain drain;
    // by bundle id, which pins nothing; guarded by this
    private final Map<Long, Use> uses = new HashMap<>();
    // set by endAll; guarded by this
    private @Nullable Shutdown endOfAll;

    /** A tenant, and its end once that has begun. */
    private static final class Use {
        final Tenant tenant;
        // guarded by the tenants
        @Nullable
        Shutdown end;

        Use(Tenant tenant) {
            this.tenant = tenant;
        }
    }

    BundleTenants(NurseryEngine engine, FinalDrain drain) {
        this.engine = engine;
        this.drain = drain;
    }

    /** The tenant of a bundle; made when first needed. */
    synchronized Tenant of(Bundle bundle) {
        return uses.computeIfAbsent(bundle.getBundleId(), id -> new Use(newTenant(bundle))).tenant;
    }

    private Tenant newTenant(Bundle bundle) {
        String name = nameOf(bundle);
        if (endOfAll != null) {
            throw new IllegalStateException("bundle [" + name + "] comes too late: the nursery service stops");
        }
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return engine.bundle(name, bundle.getBundleId(), wiring == null ? null : wiring.getClassLoader());
    }

    private static String nameOf(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name == null ? "bundle" : name;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        if (event.getType() == BundleEvent.STOPPING) {
            if (bundle.getBundleId() == 0) {
                // before the start level drops: all services are still there
                drain.drainFramework();
            } else {
                begin(bundle);
            }
        } else if (event.getType() == BundleEvent.STOPPED) {
            finish(bundle);
        }
    }

    /** Begins the end of a bundle that stops, if the release of a service comes before the event. */
    void endIfStopping(Bundle bundle) {
        if (bundle.getState() == Bundle.STOPPING) {
            begin(bundle);
        }
    }

    private synchronized @Nullable Use begin(Bundle bundle) {
        Use use = uses.get(bundle.getBundleId());
        if (use != null && use.end == null) {
            use.end = use.tenant.end(
                    "bundle [" + nameOf(bundle) + "] stops",
                    Deadline.in(engine.settings().grace()));
        }
        return use;
    }

    private void finish(Bundle bundle) {
        Use use = begin(bundle);
        if (use == null || use.end == null) {
            return;
        }
        use.end.await();
        synchronized (this) {
            uses.remove(bundle.getBundleId(), use);
        }
        engine.dismiss(use.tenant);
        String reason = "bundle [" + nameOf(bundle) + "] was stopped from inside";
        use.tenant
                .cancelCurrentTask(reason)
                .ifPresent(task -> LOG.log(
                        Level.WARNING,
                        "task [" + task + "] has stopped its own bundle [" + nameOf(bundle)
                                + "] and is cancelled; let it return"));
    }

    /** Begins the end of all tenants, with one instant. */
    void endAll(String why) {
        synchronized (this) {
            if (endOfAll == null) {
                endOfAll = engine.endAll(why, Deadline.in(engine.settings().grace()));
            }
        }
    }

    /** Waits for the end of all, and forgets them: who keeps an object of one would hold the class loaders of the others. */
    void awaitEnd() {
        Shutdown end;
        synchronized (this) {
            end = endOfAll;
        }
        if (end != null) {
            end.await();
            forgetAll();
        }
    }

    private synchronized void forgetAll() {
        uses.values().forEach(use -> engine.dismiss(use.tenant));
        uses.clear();
    }
}

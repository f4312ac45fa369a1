package codestare.nursery.internal.ds;

import codestare.nursery.TaskNursery;
import codestare.nursery.internal.core.Release;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** Gives each who asks a nursery of its own, and closes it before the release returns. */
final class InjectedNurseries implements PrototypeServiceFactory<TaskNursery> {
    private final BundleTenants tenants;
    // what is handed out
    private final Map<TaskNursery, Release> releases = new ConcurrentHashMap<>();

    InjectedNurseries(BundleTenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public TaskNursery getService(Bundle bundle, ServiceRegistration<TaskNursery> registration) {
        Release release = tenants.of(bundle).openForRelease();
        releases.put(release.nursery(), release);
        return release.nursery();
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<TaskNursery> registration, TaskNursery nursery) {
        tenants.endIfStopping(bundle);
        Release release = releases.remove(nursery);
        if (release != null) {
            release.letGo();
        }
    }
}

package codestare.nursery.internal.ds;

import codestare.nursery.internal.core.Tenant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** A service of which each bundle gets a view of its own, on its tenant; the view may itself be the service. */
final class BundleScoped<S, V extends S> implements ServiceFactory<S> {
    private final BundleTenants tenants;
    private final Function<Tenant, V> view;
    private final Consumer<? super V> letGo;

    BundleScoped(BundleTenants tenants, Function<Tenant, V> view, Consumer<? super V> letGo) {
        this.tenants = tenants;
        this.view = view;
        this.letGo = letGo;
    }

    @Override
    public S getService(Bundle bundle, ServiceRegistration<S> registration) {
        return view.apply(tenants.of(bundle));
    }

    @Override
    @SuppressWarnings("unchecked") // what comes back is what getService gave
    public void ungetService(Bundle bundle, ServiceRegistration<S> registration, S service) {
        tenants.endIfStopping(bundle);
        letGo.accept((V) service);
    }
}

package codestare.nursery.itest;

import java.lang.ref.WeakReference;
import java.time.Duration;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Watches the class loader of a bundle until the garbage collector has taken it. */
final class Collected {
    private final WeakReference<ClassLoader> loader;

    private Collected(Bundle bundle) {
        loader = new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    }

    /** Watches the loader that the bundle has now. */
    static Collected loaderOf(Bundle bundle) {
        return new Collected(bundle);
    }

    /** Collects garbage until the loader is gone; false if it is still there at the limit. */
    boolean within(Duration limit) {
        return Limit.comesTrue(limit, () -> {
            System.gc();
            return loader.get() == null;
        });
    }
}

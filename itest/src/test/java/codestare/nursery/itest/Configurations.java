package codestare.nursery.itest;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Configuration Admin as an operator uses it; by reflection, as its package is that of a bundle of the framework under test. */
final class Configurations {
    private static final String PID = "codestare.nursery";
    private static final String SERVICE = "org.osgi.service.cm.ConfigurationAdmin";

    private final BundleContext context;

    Configurations(BundleContext context) {
        this.context = context;
    }

    /** Stores the settings of the nurseries; comes back before they have been handed on. */
    void store(Map<String, ?> settings) throws Exception {
        Dictionary<String, Object> properties = new Hashtable<>(settings);
        Object configuration = configuration();
        configuration.getClass().getMethod("update", Dictionary.class).invoke(configuration, properties);
    }

    void delete() throws Exception {
        Object configuration = configuration();
        configuration.getClass().getMethod("delete").invoke(configuration);
    }

    private Object configuration() throws Exception {
        ServiceReference<?> reference = context.getAllServiceReferences(SERVICE, null)[0];
        Object admin = context.getService(reference);
        // no location: whichever bundle has the PID
        return admin.getClass()
                .getMethod("getConfiguration", String.class, String.class)
                .invoke(admin, PID, null);
    }
}

package codestare.nursery.jfr.ds;

import codestare.nursery.jfr.NurseryRecorder;
import codestare.nursery.runtime.NurseryListener;
import codestare.nursery.runtime.NurseryProbe;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Registers a recorder; no annotation of OSGi stands on that, as compilers warn those who have no such annotations. */
@Component(service = {})
public final class RecorderComponent {
    private final ServiceRegistration<?> registration;

    /** Called by the component runtime. */
    @Activate
    public RecorderComponent(BundleContext context) {
        String[] types = {NurseryListener.class.getName(), NurseryProbe.class.getName()};
        registration = context.registerService(types, new NurseryRecorder(), null);
    }

    @Deactivate
    void deactivate() {
        registration.unregister();
    }
}

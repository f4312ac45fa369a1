package codestare.nursery.jmx.ds;

import codestare.nursery.jmx.NurseryBeans;
import codestare.nursery.runtime.NurseryListener;
import codestare.nursery.runtime.NurseryRuntime;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Registers the beans; no annotation of OSGi stands on their class, as compilers warn those who have no such annotations. */
@Component(service = {})
public final class BeansComponent {
    private final NurseryBeans beans;
    private final ServiceRegistration<?> listening;

    /** Called by the component runtime. */
    @Activate
    public BeansComponent(BundleContext context, @Reference NurseryRuntime runtime) {
        beans = new NurseryBeans(runtime);
        listening = context.registerService(NurseryListener.class, beans, null);
        // a loop may have come in between
        beans.update();
    }

    @Deactivate
    void deactivate() {
        listening.unregister();
        beans.close();
    }
}

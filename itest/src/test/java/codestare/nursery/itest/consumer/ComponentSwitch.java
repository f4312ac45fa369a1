package codestare.nursery.itest.consumer;

import codestare.nursery.itest.probe.Journal;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Consumer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Disables a component of its own bundle by name, and waits until that is done. */
public final class ComponentSwitch implements BundleActivator, Consumer<String> {
    private ServiceComponentRuntime components;
    private BundleContext context;
    private Journal journal;

    @Override
    public void start(BundleContext started) {
        context = started;
        Services services = new Services(started);
        journal = services.journal();
        components = services.get(ServiceComponentRuntime.class);
        started.registerService(Consumer.class, this, null);
    }

    @Override
    public void accept(String component) {
        try {
            components
                    .disableComponent(components.getComponentDescriptionDTO(context.getBundle(), component))
                    .getValue();
        } catch (InvocationTargetException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        journal.note(component + " disabled");
    }

    @Override
    public void stop(BundleContext stopped) {}
}

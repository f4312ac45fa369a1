package codestare.nursery.internal.plain;

import codestare.nursery.IsolatedNurseries;
import codestare.nursery.NurseryProvider;
import codestare.nursery.internal.core.Settings;

/** What {@link codestare.nursery.Nurseries} finds: the process is the one tenant of one engine. */
public final class PlainProvider extends PlainServices implements NurseryProvider {
    private final PlainProcess process;

    /**
     * Called by the service loader.
     *
     * @throws IllegalStateException inside OSGi, where a mediator may try: there the services are
     */
    public PlainProvider() {
        this(outsideOsgi());
    }

    private PlainProvider(PlainProcess process) {
        super(process.engine(), process.drain()::told, process.signals()::statuses);
        this.process = process;
    }

    // by name, as in Nurseries: the edge to plain Java works without a type of OSGi
    private static PlainProcess outsideOsgi() {
        ClassLoader loader = PlainProvider.class.getClassLoader();
        for (Class<?> at = loader == null ? null : loader.getClass(); at != null; at = at.getSuperclass()) {
            for (Class<?> implemented : at.getInterfaces()) {
                if (implemented.getName().equals("org.osgi.framework.BundleReference")) {
                    throw new IllegalStateException("class [" + PlainProvider.class.getName()
                            + "] is not for use inside OSGi; use the service [codestare.nursery.TaskNurseryFactory],"
                            + " by @Reference or from the bundle context");
                }
            }
        }
        return new PlainProcess();
    }

    Settings settings() {
        return engine.settings();
    }

    @Override
    public void readSettings() {
        process.readSettings();
    }

    @Override
    public IsolatedNurseries isolated() {
        return new Isolated(settings());
    }
}

package codestare.nursery.internal.ds;

import codestare.nursery.internal.core.OperatorView;
import codestare.nursery.runtime.NurseryListener;
import codestare.nursery.runtime.NurseryProbe;
import java.util.List;
import org.osgi.framework.BundleContext;

/** The services that listen and measure, as they come and go; the component is not touched by that. */
final class Whiteboard {
    private final List<Registrations<?>> registrations;

    Whiteboard(BundleContext context, OperatorView view) {
        registrations = List.of(
                new Registrations<>(context, NurseryListener.class, view::listen),
                new Registrations<>(context, NurseryProbe.class, view::probe));
    }

    void open() {
        registrations.forEach(Registrations::open);
    }

    void close() {
        registrations.forEach(Registrations::close);
    }
}

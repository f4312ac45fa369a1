package codestare.nursery.itest;

import codestare.nursery.itest.consumer.FactoryActivator;
import codestare.nursery.itest.consumer.PlainActivator;
import codestare.nursery.itest.consumer.PrototypeComponent;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Probe;
import org.osgi.framework.Bundle;

/** The ways in which a bundle comes by a nursery. */
enum Holder {
    /** Declarative Services inject it and give it back. */
    COMPONENT {
        @Override
        ConsumerBundle bundle(String symbolicName) {
            return ConsumerBundle.named(symbolicName).components(PrototypeComponent.class);
        }
    },
    /** An activator gets it and never gives it back. */
    ACTIVATOR {
        @Override
        ConsumerBundle bundle(String symbolicName) {
            return ConsumerBundle.named(symbolicName).activator(PlainActivator.class);
        }
    },
    /** An activator opens it by the factory and never closes it. */
    FACTORY {
        @Override
        ConsumerBundle bundle(String symbolicName) {
            return ConsumerBundle.named(symbolicName).activator(FactoryActivator.class);
        }

        @Override
        Probe probe(TestFramework framework, Bundle consumer) {
            return framework.service(consumer, BundleView.class).open("indexer");
        }
    };

    abstract ConsumerBundle bundle(String symbolicName);

    /** The nursery of a started consumer of this kind. */
    Probe probe(TestFramework framework, Bundle consumer) {
        return framework.probe(consumer);
    }
}

package codestare.nursery.itest;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** A bundle that comes and goes: between two lives it is not installed. */
final class Mortal {
    /** Updates a bundle. */
    private interface Update {
        void of(Bundle bundle) throws Exception;
    }

    private final TestFramework framework;
    private final String symbolicName;
    private final Callable<Bundle> installation;
    private final Update update;
    // null while it is not installed
    private Bundle bundle;

    private Mortal(
            TestFramework framework, String symbolicName, Callable<Bundle> installation, Update update, Bundle bundle) {
        this.framework = framework;
        this.symbolicName = symbolicName;
        this.installation = installation;
        this.update = update;
        this.bundle = bundle;
    }

    /** A bundle of the product, which is installed. */
    static Mortal product(TestFramework framework, Bundle bundle, Path file) {
        return new Mortal(
                framework,
                bundle.getSymbolicName(),
                () -> framework.install(file),
                present -> framework.update(present, file),
                bundle);
    }

    /** A consumer, which is not installed. */
    static Mortal consumer(TestFramework framework, ConsumerBundle version, ConsumerBundle laterVersion) {
        return new Mortal(
                framework,
                version.symbolicName(),
                () -> framework.install(version),
                present -> framework.update(present, laterVersion),
                null);
    }

    String symbolicName() {
        return symbolicName;
    }

    /** The bundle while it is installed. */
    Optional<Bundle> bundle() {
        return Optional.ofNullable(bundle);
    }

    boolean isActive() {
        return bundle != null && bundle.getState() == Bundle.ACTIVE;
    }

    /** The loader that it has now. */
    Optional<ClassLoader> loader() {
        return bundle().map(present -> present.adapt(BundleWiring.class)).map(BundleWiring::getClassLoader);
    }

    void install() throws Exception {
        if (bundle == null) {
            bundle = installation.call();
        }
    }

    /** Starts it; installs it if it is away. */
    void start() throws Exception {
        install();
        framework.start(bundle);
    }

    void stop() throws Exception {
        framework.stop(bundle);
    }

    void update() throws Exception {
        update.of(bundle);
    }

    void refresh() throws Exception {
        framework.refresh(bundle);
    }

    /** Uninstalls it if it is there; its loader goes with the next refresh of what is pending. */
    void uninstall() throws Exception {
        if (bundle != null) {
            framework.uninstall(bundle);
            bundle = null;
        }
    }
}

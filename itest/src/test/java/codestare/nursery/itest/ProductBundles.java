package codestare.nursery.itest;

import java.nio.file.Path;
import java.util.List;

/** The bundles of the build and those they need, where the build has put them. */
final class ProductBundles {
    static final Path API = jar("codestare.nursery.api");
    static final Path IMPL = jar("codestare.nursery.impl");
    static final Path SCR = jar(System.getProperty("scr", "org.apache.felix.scr"));
    static final Path FELIX_LAUNCHER = jar("org.apache.felix.main");

    /** What SCR needs and what has no life of its own. */
    static final List<Path> LIBRARIES =
            List.of(jar("org.osgi.service.component"), jar("org.osgi.util.promise"), jar("org.osgi.util.function"));

    private ProductBundles() {}

    static List<Path> all() {
        return List.of(API, IMPL, SCR, LIBRARIES.get(0), LIBRARIES.get(1), LIBRARIES.get(2));
    }

    private static Path jar(String name) {
        return BundleJar.file(name);
    }
}

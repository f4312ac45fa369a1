package codestare.nursery.itest;

import java.nio.file.Path;
import java.util.List;

/** The bundles of the build and those they need, where the build has put them. */
public final class ProductBundles {
    public static final Path API = jar("codestare.nursery.api");
    public static final Path IMPL = jar("codestare.nursery.impl");
    static final Path SCR = jar(System.getProperty("scr", "org.apache.felix.scr"));
    public static final Path FELIX_LAUNCHER = jar("org.apache.felix.main");
    public static final Path EQUINOX = jar("org.eclipse.osgi");

    /** What SCR needs and what has no life of its own. */
    static final List<Path> LIBRARIES =
            List.of(jar("org.osgi.service.component"), jar("org.osgi.util.promise"), jar("org.osgi.util.function"));

    /** A mediator of the service loader, and what it needs. */
    static final List<Path> SPI_FLY = List.of(
            jar("asm"),
            jar("asm-tree"),
            jar("asm-analysis"),
            jar("asm-commons"),
            jar("asm-util"),
            jar("org.apache.aries.spifly.dynamic.bundle"));

    /** What may be there besides. */
    static final Path CONFIGURATION_ADMIN = jar("org.apache.felix.configadmin");

    static final Path METATYPE = jar("org.apache.felix.metatype");
    static final Path EVENT_ADMIN = jar("org.apache.felix.eventadmin");

    /** What metatype and event admin need. */
    static final Path LOG_API = jar("org.osgi.service.log");

    /** The example: what it does is worth a long run. */
    public static final Path RELAY = jar("codestare.nursery.examples.relay");

    private ProductBundles() {}

    public static List<Path> all() {
        return List.of(API, IMPL, SCR, LIBRARIES.get(0), LIBRARIES.get(1), LIBRARIES.get(2));
    }

    private static Path jar(String name) {
        return BundleJar.file(name);
    }
}

package codestare.nursery.itest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** The adapters, each with the bundles of the tool that it adapts to. */
enum Adapter {
    GOGO("org.apache.felix.gogo.runtime", "org.apache.felix.gogo.command", "org.apache.felix.gogo.shell"),
    HEALTHCHECK(
            "slf4j-api",
            "slf4j-simple",
            "org.apache.felix.http.servlet-api",
            "org.osgi.service.servlet",
            "org.apache.felix.eventadmin",
            "org.apache.felix.healthcheck.api",
            "org.apache.felix.healthcheck.core"),
    INVENTORY("org.osgi.service.log", "org.apache.felix.inventory"),
    JMX,
    JFR,
    MICROMETER("micrometer-commons", "micrometer-observation", "micrometer-core"),
    EVENTADMIN("org.apache.felix.eventadmin");

    private final List<String> tool;

    Adapter(String... tool) {
        this.tool = List.of(tool);
    }

    String artifactId() {
        return "codestare.nursery." + name().toLowerCase(java.util.Locale.ROOT);
    }

    Path jar() {
        return BundleJar.file(artifactId());
    }

    /** Installs the tool and the adapter, and starts all; returns the adapter. */
    Bundle addTo(TestFramework framework) throws Exception {
        List<Bundle> bundles = new ArrayList<>();
        for (String artifactId : tool) {
            bundles.add(framework.install(BundleJar.file(artifactId)));
        }
        Bundle adapter = framework.install(jar());
        bundles.add(adapter);
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                framework.start(bundle);
            }
        }
        return adapter;
    }
}

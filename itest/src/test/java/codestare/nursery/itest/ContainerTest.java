package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

@EachContainer
class ContainerTest {
    @Test
    void a_run_is_in_the_container_that_it_is_named_after() throws Exception {
        try (TestFramework framework = TestFramework.withNursery();
                JarFile scr = new JarFile(ProductBundles.SCR.toFile())) {
            Bundle system = framework.context().getBundle(0);
            System.out.printf(
                    "in %s %s with SCR %s%n",
                    system.getSymbolicName(),
                    system.getVersion(),
                    framework.bundle("org.apache.felix.scr").getVersion());
            assertThat(system.getSymbolicName()).isEqualTo(System.getProperty("framework"));
            assertThat(framework.bundle("org.apache.felix.scr").getVersion())
                    .hasToString(scr.getManifest().getMainAttributes().getValue(Constants.BUNDLE_VERSION));
        }
    }
}

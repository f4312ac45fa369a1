package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.FactoryActivator;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** The inventory of nurseries in each of its formats. */
@EachContainer
class InventoryTest {
    private TestFramework framework;

    @BeforeEach
    void start() throws Exception {
        framework = TestFramework.withNursery();
        Adapter.INVENTORY.addTo(framework);
        Bundle consumer = framework.add(ConsumerBundle.named("acme.search").activator(FactoryActivator.class));
        framework
                .service(consumer, BundleView.class)
                .open("a \"name\" & <more>")
                .start("watch", Behaviour.WAITS);
        framework.expect("watch runs");
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private String print(String format) throws Exception {
        Foreign printer = Foreign.service(
                framework, "org.apache.felix.inventory.InventoryPrinter", "(felix.inventory.printer.name=nursery)");
        Class<?> formats = printer.type().getClassLoader().loadClass("org.apache.felix.inventory.Format");
        StringWriter text = new StringWriter();
        try (PrintWriter writer = new PrintWriter(text)) {
            printer.call(
                    "print", writer, formats.getMethod("valueOf", String.class).invoke(null, format), false);
        }
        return text.toString();
    }

    @Test
    void is_told_as_text() throws Exception {
        assertThat(print("TEXT"))
                .contains("tasks: 1 active, 1 created")
                .contains("[a \"name\" & <more>], open for ")
                .containsPattern("task \\d+-\\d+ \\[watch:a \"name\" & <more>], running for \\S+, (virtual|platform)")
                .contains("signals");
    }

    @Test
    void is_told_as_json() throws Exception {
        assertThat(print("JSON"))
                .startsWith("{\"active\":1,\"created\":1,")
                .contains("\"ending\":null")
                .contains("\"name\":\"a \\\"name\\\" & <more>\"")
                .contains("\"name\":\"watch:a \\\"name\\\" & <more>\",\"status\":\"RUNNING\"");
    }

    @Test
    void is_told_as_html() throws Exception {
        assertThat(print("HTML"))
                .contains("<td>a &quot;name&quot; &amp; &lt;more&gt;</td>")
                .doesNotContain("<more>");
    }
}

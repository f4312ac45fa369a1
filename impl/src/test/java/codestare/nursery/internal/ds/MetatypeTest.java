package codestare.nursery.internal.ds;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.internal.core.SettingSource;
import codestare.nursery.internal.core.Settings;
import codestare.nursery.internal.signal.ExitStatus;
import codestare.nursery.internal.signal.HupPolicy;
import codestare.nursery.internal.signal.SignalSettings;
import codestare.nursery.internal.work.ThreadKind;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What consoles show of the settings, held against what the code reads. */
class MetatypeTest {
    private final Document document = parse();
    private final Map<String, Element> attributes = new LinkedHashMap<>();

    MetatypeTest() throws Exception {
        NodeList found = document.getElementsByTagName("AD");
        for (int i = 0; i < found.getLength(); i++) {
            Element attribute = (Element) found.item(i);
            attributes.put(attribute.getAttribute("id"), attribute);
        }
    }

    private static Document parse() throws Exception {
        try (InputStream file =
                FrameworkSettings.class.getResourceAsStream("/OSGI-INF/metatype/" + SettingSource.PID + ".xml")) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
        }
    }

    @Test
    void it_is_designated_to_the_configuration() {
        assertThat(((Element) document.getElementsByTagName("Designate").item(0)).getAttribute("pid"))
                .isEqualTo(SettingSource.PID);
    }

    @Test
    void its_keys_are_those_that_are_read() {
        Map<String, Object> asked = new HashMap<>();
        Map<String, Object> recording = new HashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Object get(Object key) {
                asked.put((String) key, key);
                return null;
            }
        };

        FrameworkSettings.read(
                SettingSource.configuration(recording, message -> {}),
                FrameworkSettings.DEFAULTS,
                FrameworkSettings.DEFAULTS);

        assertThat(new TreeSet<>(attributes.keySet())).isEqualTo(new TreeSet<>(asked.keySet()));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the default signals are others")
    void its_defaults_are_those_that_hold() {
        Map<String, String> defaults = new HashMap<>();
        attributes.forEach((key, attribute) -> defaults.put(key, attribute.getAttribute("default")));
        List<String> refusals = new ArrayList<>();

        FrameworkSettings others = new FrameworkSettings(
                new Settings(Duration.ofSeconds(1), Duration.ofSeconds(2), ThreadKind.PLATFORM, true, 9),
                new SignalSettings(List.of(), HupPolicy.LEAVE, new ExitStatus(1), Duration.ofSeconds(3)),
                FrameworkStop.NEVER);

        FrameworkSettings read =
                FrameworkSettings.read(SettingSource.configuration(defaults, refusals::add), others, others);

        assertThat(read).isEqualTo(FrameworkSettings.DEFAULTS);
        assertThat(refusals).isEmpty();
    }

    @Test
    void its_options_are_accepted() {
        List<String> refusals = new ArrayList<>();
        attributes.forEach((key, attribute) -> {
            NodeList options = attribute.getElementsByTagName("Option");
            for (int i = 0; i < options.getLength(); i++) {
                String value = ((Element) options.item(i)).getAttribute("value");
                FrameworkSettings.read(
                        SettingSource.configuration(Map.of(key, value), refusals::add),
                        FrameworkSettings.DEFAULTS,
                        FrameworkSettings.DEFAULTS);
            }
        });
        // a JVM without virtual threads refuses them, and the form is the same for all
        assertThat(refusals).allMatch(refusal -> refusal.startsWith("setting [threads]"));
    }
}

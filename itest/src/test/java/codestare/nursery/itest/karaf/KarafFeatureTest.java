package codestare.nursery.itest.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.GuestBundle;
import codestare.nursery.itest.Limit;
import codestare.nursery.itest.guest.handlers.HandlersGuest;
import codestare.nursery.itest.guest.nursery.NurseryGuest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The features of the product in a Karaf that runs. */
@KarafTest
class KarafFeatureTest {
    private static final Pattern BUNDLE = Pattern.compile("(?m)^ *(\\d+) \\| (\\w+) .*\\| (\\S+)$");

    @TempDir
    private Path folder;

    private KarafHome home;

    @BeforeEach
    void unpack() throws Exception {
        home = KarafHome.in(folder);
    }

    @Nested
    class When_the_archive_is_installed_in_a_fresh_karaf {
        @ParameterizedTest
        @ValueSource(strings = {"felix", "equinox"})
        void its_bundles_and_declarative_services_come_and_nothing_is_refreshed(String framework) throws Exception {
            home.with("karaf.framework", framework);
            try (KarafProcess karaf = home.start()) {
                karaf.expectFeatures();
                karaf.shell("feature:repo-add " + KarafHome.features(), "feature:install -t codestare-nursery");
                String plan = planIn(karaf.log());
                Map<String, String> before = bundles(karaf);
                karaf.shell("kar:install " + KarafHome.archive().toUri());
                Map<String, String> after = bundles(karaf);

                assertThat(plan)
                        .contains("Bundles to install:", "codestare.nursery.impl")
                        .doesNotContain("refresh");
                assertThat(karaf.log()).doesNotContain("Refreshing bundles:", "Stopping bundles:");
                assertThat(after).containsAllEntriesOf(before);
                after.keySet().removeAll(before.keySet());
                assertThat(after.values())
                        .containsExactlyInAnyOrder(
                                "Active codestare.nursery.api",
                                "Active codestare.nursery.impl",
                                "Active org.apache.felix.scr",
                                "Active org.apache.karaf.scr.management",
                                "Active org.apache.karaf.scr.state",
                                "Active org.osgi.service.component");
            }
        }
    }

    @Nested
    class When_the_feature_of_a_consumer_is_stopped {
        @Test
        void its_nursery_closes_and_it_gets_a_new_one_when_it_is_started_again() throws Exception {
            home.booting("guest", GuestBundle.write(folder, "guest", NurseryGuest.class));
            try (KarafProcess karaf = home.start()) {
                karaf.expectStart();
                karaf.shell("feature:stop guest");
                assertThat(karaf.script().notes()).containsOnlyOnce("worker cancelled");
                karaf.shell("feature:start guest");
                assertThat(karaf.script().notes())
                        .containsSubsequence("ready", "exit callback, services are up", "worker cancelled", "ready");
                assertThat(karaf.log()).doesNotContain("is left behind");
            }
        }
    }

    @Nested
    class When_a_setting_is_changed_in_the_shell {
        @Test
        void a_bad_value_is_refused_in_the_log_and_nothing_is_disturbed() throws Exception {
            home.booting("guest", GuestBundle.write(folder, "guest", NurseryGuest.class));
            try (KarafProcess karaf = home.start()) {
                karaf.expectStart();
                karaf.shell("config:property-set -p codestare.nursery grace soon");
                karaf.expectLog("setting [grace] of [codestare.nursery] is [soon]; choose ", Limit.GENEROUS);
                assertThat(karaf.script().notes()).containsExactly("ready");
            }
        }
    }

    @Nested
    class When_the_feature_of_the_product_is_uninstalled {
        @Test
        void nurseries_close_handlers_are_restored_and_declarative_services_stay_for_others() throws Exception {
            Path handlers = GuestBundle.write(folder, "handlers", HandlersGuest.class);
            Path guest = GuestBundle.write(folder, "guest", NurseryGuest.class);
            try (KarafProcess karaf = home.start()) {
                karaf.expectFeatures();
                karaf.shell("bundle:install -s " + handlers.toUri());
                List<String> before = karaf.script().notes();
                karaf.shell(
                        "feature:install scr",
                        "kar:install " + KarafHome.archive().toUri());
                karaf.shell("bundle:install -s " + guest.toUri());
                karaf.expectStart();
                karaf.shell("feature:uninstall codestare-nursery");
                karaf.shell("bundle:restart handlers");

                assertThat(karaf.script().notes()).containsOnlyOnce("worker cancelled");
                assertThat(karaf.script().notes()).endsWith(before.toArray(new String[0]));
                assertThat(bundles(karaf).values())
                        .contains("Active org.apache.felix.scr")
                        .doesNotContain("Active codestare.nursery.impl", "Active codestare.nursery.api");
            }
        }
    }

    /** What Karaf told last of what it would do. */
    private static String planIn(String log) {
        return log.substring(log.lastIndexOf("Changes to perform:"));
    }

    /** State and symbolic name by id. */
    private static Map<String, String> bundles(KarafProcess karaf) throws Exception {
        Map<String, String> bundles = new TreeMap<>();
        Matcher matcher = BUNDLE.matcher(karaf.shell("bundle:list -t 0 -s"));
        while (matcher.find()) {
            bundles.put(matcher.group(1), matcher.group(2) + " " + matcher.group(3));
        }
        return bundles;
    }
}

package codestare.nursery.itest.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.itest.GuestBundle;
import codestare.nursery.itest.Limit;
import codestare.nursery.itest.guest.nursery.NurseryGuest;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools of operators in a Karaf that runs, beside a consumer that was there before. */
@KarafTest
class KarafOperatorTest {
    private static final List<String> TOOLS =
            List.of("gogo", "healthcheck", "inventory", "jmx", "jfr", "micrometer", "eventadmin");
    private static final Pattern TASK = Pattern.compile("task (\\d+-\\d+) worker:");

    @TempDir
    private Path folder;

    private KarafProcess karaf;

    @BeforeEach
    void start() throws Exception {
        KarafHome home = KarafHome.in(folder);
        home.booting("guest", GuestBundle.write(folder, "guest", NurseryGuest.class));
        karaf = home.start();
        karaf.expectStart();
    }

    @AfterEach
    void stop() {
        karaf.close();
    }

    @Test
    void each_comes_later_and_refreshes_nothing_that_runs() throws Exception {
        for (String tool : TOOLS) {
            karaf.shell("feature:install codestare-nursery-" + tool);
        }

        String bundles = karaf.shell("bundle:list -t 0 -s");
        for (String tool : TOOLS) {
            assertThat(bundles).containsPattern("Active +.*codestare\\.nursery\\." + tool);
        }
        assertThat(karaf.log()).doesNotContain("Refreshing bundles:");
        assertThat(karaf.script().notes()).containsOnlyOnce("ready").doesNotContain("worker cancelled");
    }

    @Test
    void the_client_shows_a_task_and_ends_it() throws Exception {
        karaf.shell("feature:install codestare-nursery-gogo");

        assertThat(karaf.shell("nursery:list")).contains("ID  NURSERY", "tasks: 1 active, 1 created");
        Matcher task = TASK.matcher(karaf.shell("nursery:tree"));
        assertThat(task.find()).isTrue();
        assertThat(karaf.shell("nursery:task " + task.group(1))).contains("status  running", "    at ");
        assertThat(karaf.shell("nursery:signals")).contains("TERM", "chained");
        assertThat(karaf.shell("nursery:cancel " + task.group(1))).contains("is cancelled");
        assertThat(Limit.comesTrue(Limit.GENEROUS, () -> karaf.script().notes().contains("worker cancelled")))
                .isTrue();
        assertThat(karaf.log()).contains("is cancelled; asked for by [karaf@gogo]");
    }

    @Test
    void the_client_is_told_what_is_not_there() throws Exception {
        karaf.shell("feature:install codestare-nursery-gogo");

        assertThatThrownBy(() -> karaf.shell("nursery:cancel 9-9"))
                .hasMessageContaining("task [9-9] is not there: it has ended, or never was; list the tasks");
    }
}

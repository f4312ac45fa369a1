package codestare.nursery.itest.soak;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.ChildProcess;
import codestare.nursery.itest.ProductBundles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The random steps of {@code RandomLifeTest} by time, on both frameworks side by side. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class LongLifeTest {
    private static final Map<String, Path> FRAMEWORKS =
            Map.of("Felix", ProductBundles.FELIX_LAUNCHER, "Equinox", ProductBundles.EQUINOX);

    /** What a batch of steps and the end may take when the time is over. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Test
    void whatever_bundles_go_through_for_long_leaves_nothing_and_nothing_grows() throws Exception {
        LongRun run = new LongRun("life", Duration.ofSeconds(1));
        Map<String, ChildProcess> lives = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Path> framework : FRAMEWORKS.entrySet()) {
                lives.put(
                        framework.getKey(),
                        run.start(
                                framework.getValue(),
                                LifeHost.class,
                                run.time(),
                                run.seed(),
                                run.samples(framework.getKey())));
            }
            for (Map.Entry<String, ChildProcess> life : lives.entrySet()) {
                int status = life.getValue().status(run.time().plus(PATIENCE).toSeconds());
                assertThat(status).as(life.getValue().text()).isZero();
                run.print(life.getKey() + ": " + life.getValue().notes().get(0));
            }
        } finally {
            lives.values().forEach(ChildProcess::close);
        }
        run.draw("Felix", "Equinox");
        for (String framework : FRAMEWORKS.keySet()) {
            run.judge(framework, LifeHost.SETTLED, EnumSet.allOf(Samples.Figure.class));
        }
    }
}

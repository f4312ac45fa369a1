package codestare.nursery.itest.soak;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.ChildProcess;
import codestare.nursery.itest.ProductBundles;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tasks by the million, none of which is lost or counted twice; the system property {@code soak.millions} tells how many. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class ManyTasksTest {
    private static final int MILLIONS = Integer.getInteger("soak.millions", 1);

    @Test
    void each_task_ends_once_as_it_should_and_nothing_grows() throws Exception {
        LongRun run = new LongRun("tasks", Duration.ofMinutes(1));
        try (ChildProcess flood =
                run.start(ProductBundles.FELIX_LAUNCHER, TaskFlood.class, MILLIONS, run.samples(""))) {
            assertThat(flood.status(run.time().toSeconds())).as(flood.text()).isZero();
            run.print(flood.notes().get(0));
        }
        run.draw("");
        run.judge("", TaskFlood.BETWEEN, EnumSet.allOf(Samples.Figure.class));
    }
}

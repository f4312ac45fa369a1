package codestare.nursery.itest.consumer;

import codestare.nursery.itest.probe.Journal;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** Takes work from outside, and holds the end of all work up until the test says that it may come. */
@Component(
        service = {},
        immediate = true)
@SatisfyingConditionTarget("(osgi.condition.id=codestare.nursery.accepting)")
public final class HesitantIntake {
    private final Journal journal;

    @Activate
    public HesitantIntake(BundleContext context) {
        journal = new Services(context).journal();
        journal.note("intake opens");
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        journal.note("intake closes");
        journal.await("the end may come", Duration.ofMinutes(1));
    }
}

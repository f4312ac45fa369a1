package codestare.nursery.itest.consumer;

import codestare.nursery.itest.probe.Journal;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** Takes work from outside, as long as work is accepted. */
@Component(
        service = {},
        immediate = true)
@SatisfyingConditionTarget("(osgi.condition.id=codestare.nursery.accepting)")
public final class IntakeComponent {
    private final Journal journal;

    @Activate
    public IntakeComponent(BundleContext context) {
        journal = new Services(context).journal();
        journal.note("intake opens");
    }

    @Deactivate
    void deactivate() {
        journal.note("intake closes");
    }
}

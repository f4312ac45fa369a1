package codestare.nursery.itest.consumer;

import codestare.nursery.NurseryOptions;
import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Journal;
import codestare.nursery.runtime.NurseryRuntime;
import java.time.Duration;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;

/**
 * Has one task in a process that gets signals.
 *
 * <p>Framework properties: {@code itest.worker} is the behaviour of the task; with {@code itest.stop=blocks} the stop of this
 * bundle never ends; with {@code itest.watch=true} it notes what becomes of the signals.
 */
public final class SignalledActivator implements BundleActivator {
    private Journal journal;

    @Override
    public void start(BundleContext context) throws InterruptedException {
        Services services = new Services(context);
        journal = services.journal();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> journal.note("hook of the consumer ran")));
        TaskNursery nursery = services.get(TaskNurseryFactory.class)
                .open(NurseryOptions.defaults().withName("work").withGrace(Duration.ofMinutes(1)));
        TaskBodies bodies = new TaskBodies(journal);
        Behaviour behaviour = Behaviour.valueOf(context.getProperty("itest.worker"));
        nursery.createTask("worker", bodies.of("worker", behaviour));
        journal.await("worker runs", Duration.ofSeconds(20));
        nursery.callback(() -> journal.note("exit callback, services are "
                + (context.getServiceReference(TaskNurseryFactory.class) == null ? "gone" : "up")));
        SignalWatch watch = new SignalWatch(services.get(NurseryRuntime.class), journal);
        context.addFrameworkListener(event -> {
            if (event.getType() == FrameworkEvent.STARTED) {
                // listeners are told in no order, and the signals are taken by one of them
                watch.whenTaken("ready");
            }
        });
        if (Boolean.parseBoolean(context.getProperty("itest.watch"))) {
            watch.tellChanges();
        }
    }

    @Override
    public void stop(BundleContext context) {
        journal.note("bundle stops");
        if ("blocks".equals(context.getProperty("itest.stop"))) {
            journal.awaitStubbornly("never", () -> {});
        }
    }
}

package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.consumer.DynamicComponent;
import codestare.nursery.itest.consumer.FirstSharingComponent;
import codestare.nursery.itest.consumer.SecondSharingComponent;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Errand;
import codestare.nursery.itest.probe.Probe;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * The nursery and five consumers with running tasks, which go through one random step of their lives after the other, while
 * the settings change.
 *
 * <p>A step may leave consumers that cannot start, as the service or the api is away. What is asked for is that nothing is
 * left behind, and that all work again once everything is there.
 */
public final class RandomLife implements AutoCloseable {
    /** What can happen to a bundle that is installed; one that is not is installed and started. */
    private enum Step {
        START,
        STOP,
        UPDATE,
        REFRESH,
        UNINSTALL,
        UNINSTALL_AND_REFRESH
    }

    /** One in so many tasks fails. */
    private static final int FAILING = 20;

    /** One in so many steps changes the settings. */
    private static final int RECONFIGURED = 12;

    private final Random random;
    private final TestFramework framework = TestFramework.withNursery();
    private final List<Mortal> product = List.of(
            Mortal.product(framework, framework.api(), ProductBundles.API),
            Mortal.product(framework, framework.impl(), ProductBundles.IMPL));
    private final List<Mortal> consumers = List.of(
            consumer(() -> Holder.COMPONENT.bundle("life.component")),
            consumer(() -> Holder.ACTIVATOR.bundle("life.activator")),
            consumer(() -> Holder.FACTORY.bundle("life.factory")),
            consumer(() -> ConsumerBundle.named("life.dynamic").components(DynamicComponent.class)),
            consumer(() -> ConsumerBundle.named("life.sharing")
                    .components(FirstSharingComponent.class, SecondSharingComponent.class)));
    private final Configurations configurations = new Configurations(framework.context());
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private int tasks;
    private int failed;
    private int collected;
    // of those above, what the last check has seen to its end and nobody remembers any more
    private int tasksOver;
    private int failedOver;

    /** Starts the consumers, and gives each a task. */
    public RandomLife(Random random) throws Exception {
        this.random = random;
        framework.start(framework.install(ProductBundles.CONFIGURATION_ADMIN));
        for (Mortal consumer : consumers) {
            consumer.start();
        }
        work();
        rememberLoaders();
    }

    private Mortal consumer(Supplier<ConsumerBundle> bundle) {
        return Mortal.consumer(framework, bundle.get(), bundle.get().version("2.0.0"));
    }

    /** Lets something happen to one bundle or to the settings, then gives a task to each consumer that has a nursery. */
    public void step() throws Exception {
        if (random.nextInt(RECONFIGURED) == 0) {
            reconfigure();
        } else {
            happen();
        }
        for (Mortal other : all()) {
            // else most would be away most of the time
            if (!other.isActive() && random.nextBoolean()) {
                attempt(other::start);
            }
        }
        work();
        rememberLoaders();
    }

    private void reconfigure() throws Exception {
        count("reconfigure");
        switch (random.nextInt(4)) {
            case 0 -> configurations.delete();
            case 1 -> configurations.store(Map.of("grace", "soon"));
            default ->
                configurations.store(Map.of(
                        "grace",
                        "PT" + (20 + random.nextInt(10)) + "S",
                        "threads",
                        random.nextBoolean() ? "platform" : "auto",
                        "threads.fresh",
                        random.nextBoolean()));
        }
    }

    private void happen() throws Exception {
        List<Mortal> kind = random.nextInt(10) < 3 ? product : consumers;
        Mortal mortal = kind.get(random.nextInt(kind.size()));
        Step step = mortal.bundle().isPresent() ? Step.values()[random.nextInt(Step.values().length)] : Step.START;
        count(step.toString().toLowerCase(Locale.ROOT).replace('_', ' '));
        attempt(() -> carryOut(step, mortal));
    }

    private void attempt(Errand step) throws Exception {
        try {
            step.run();
        } catch (BundleException cannotStartNow) {
            count("start refused");
        }
    }

    private List<Mortal> all() {
        return Stream.of(product, consumers).flatMap(List::stream).toList();
    }

    private void carryOut(Step step, Mortal mortal) throws Exception {
        switch (step) {
            case START -> mortal.start();
            case STOP -> mortal.stop();
            case UPDATE -> mortal.update();
            case REFRESH -> mortal.refresh();
            case UNINSTALL -> mortal.uninstall();
            case UNINSTALL_AND_REFRESH -> {
                mortal.uninstall();
                framework.refreshPending();
            }
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** Starts a task in each nursery that is open; tells how many consumers have one. */
    private int work() throws Exception {
        int busy = 0;
        for (Mortal consumer : consumers) {
            if (consumer.isActive() && work(consumer.bundle().orElseThrow())) {
                busy++;
            }
        }
        return busy;
    }

    private boolean work(Bundle consumer) throws Exception {
        boolean busy = false;
        for (BundleView view : framework.services(consumer, BundleView.class)) {
            busy |= start(view);
        }
        for (Probe probe : framework.services(consumer, Probe.class)) {
            busy |= !probe.closed() && start(probe);
        }
        return busy;
    }

    private boolean start(BundleView view) throws Exception {
        Probe probe;
        try {
            probe = view.open("life.factory." + tasks);
        } catch (IllegalStateException serviceIsGone) {
            return false;
        }
        return start(probe);
    }

    private boolean start(Probe probe) throws Exception {
        String task = "task " + ++tasks;
        boolean fails = random.nextInt(FAILING) == 0;
        probe.start(task, fails ? Behaviour.FAILS : Behaviour.WAITS);
        framework.expect(task + " runs");
        if (fails) {
            failed++;
            assertThat(Limit.comesTrue(Limit.GENEROUS, probe::closed))
                    .as("closed by a failure")
                    .isTrue();
        }
        return true;
    }

    private void rememberLoaders() {
        present().forEach(loader -> {
            if (loaders.stream().noneMatch(known -> known.get() == loader)) {
                loaders.add(new WeakReference<>(loader));
            }
        });
    }

    private Stream<ClassLoader> present() {
        return all().stream().map(Mortal::loader).flatMap(Optional::stream);
    }

    /**
     * Stops the consumers, and fails if a task has not ended as it should, or if a thread, a straggler or the loader of a
     * version that is gone is left. What is over is forgotten: a life may be a long one.
     */
    public void assertNothingIsLeft() throws Exception {
        for (Mortal consumer : consumers) {
            // an activator keeps the services that it got, and so their loader, until it stops
            if (consumer.isActive()) {
                consumer.stop();
            }
        }
        framework.refreshPending();
        rememberLoaders();
        assertThat(Limit.comesTrue(Limit.GENEROUS, () -> {
                    System.gc();
                    return heldLoaders().isEmpty();
                }))
                .as("loaders are collected, all but %s", heldLoaders())
                .isTrue();
        assertThat(LiveThreads.vanish("life.", Limit.GENEROUS))
                .as("no thread of a consumer among %s", LiveThreads.names())
                .isTrue();
        assertThat(framework.log().stragglers()).isEmpty();
        assertThat(notesThatEnd(" runs")).as("tasks that ran").hasSize(tasks - tasksOver);
        assertThat(notesThatEnd(" cancelled")).as("cancelled tasks").hasSize(tasks - tasksOver - (failed - failedOver));
        forget();
    }

    private void forget() throws ReflectiveOperationException {
        framework.forgetFormerUsers();
        tasksOver = tasks;
        failedOver = failed;
        framework.journal().forget();
        framework.log().forget();
        int known = loaders.size();
        loaders.removeIf(loader -> loader.get() == null);
        collected += known - loaders.size();
    }

    private List<String> heldLoaders() {
        return loaders.stream()
                .map(WeakReference::get)
                .filter(loader -> loader != null && present().noneMatch(present -> present == loader))
                .map(Object::toString)
                .toList();
    }

    /** Fails if the consumers cannot work once all bundles are there. */
    public void assertAllWork() throws Exception {
        for (Mortal mortal : product) {
            mortal.install();
        }
        framework.refreshPending();
        for (Mortal mortal : product) {
            mortal.start();
        }
        for (Mortal consumer : consumers) {
            consumer.install();
            consumer.start();
        }
        assertThat(work()).as("consumers with a nursery").isEqualTo(consumers.size());
        rememberLoaders();
    }

    /** Takes all bundles away. */
    public void end() throws Exception {
        for (Mortal consumer : consumers) {
            consumer.uninstall();
        }
        for (Mortal mortal : product) {
            mortal.uninstall();
        }
        framework.refreshPending();
    }

    private TreeSet<String> notesThatEnd(String end) {
        TreeSet<String> found = new TreeSet<>(framework.journal().notes());
        found.removeIf(note -> !note.endsWith(end));
        return found;
    }

    /** What has happened so far. */
    public String summary() {
        return counts + ", tasks " + tasks + " (" + failed + " failed), loaders collected " + collected;
    }

    @Override
    public void close() throws Exception {
        framework.close();
    }
}

package codestare.nursery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.BundleView;
import codestare.nursery.itest.probe.Journal;
import codestare.nursery.itest.probe.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** A framework in this JVM, whichever the class path has, with an empty cache of its own; every call that may hang has a limit. */
public final class TestFramework implements AutoCloseable {
    private final Path cache;
    private final Framework framework;
    private final Log log = Log.start();
    private final Journal journal = new Journal();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private TestFramework(Map<String, String> properties) throws Exception {
        cache = Files.createTempDirectory("framework");
        Map<String, String> settings = new LinkedHashMap<>(properties);
        settings.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, Probe.class.getPackageName());
        // tests read what is thrown and what is told in events
        settings.put("felix.log.level", "0");
        settings.put("ds.loglevel", "0");
        settings.put("felix.resolver.parallelism", "1"); // else its threads outlive the framework for a while
        settings.put("felix.service.urlhandlers", "false"); // a static of the JVM, which would outlive this framework
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no framework is on the class path"))
                .newFramework(settings);
        launch();
    }

    private void launch() throws Exception {
        within("start of the framework", () -> {
            framework.init();
            context().addFrameworkListener(this::noteError);
            context().registerService(Journal.class, journal, null);
            framework.start();
            return null;
        });
    }

    /** A framework with nothing in it. */
    static TestFramework empty() throws Exception {
        return empty(Map.of());
    }

    /** A framework with nothing in it and with framework properties. */
    static TestFramework empty(Map<String, String> properties) throws Exception {
        return new TestFramework(properties);
    }

    /** A framework with the nursery and Declarative Services, started. */
    static TestFramework withNursery() throws Exception {
        return withNursery(Map.of());
    }

    /** The same with framework properties; unless they say so, no close ends by its limit within {@link Limit#GENEROUS}. */
    public static TestFramework withNursery(Map<String, String> properties) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("codestare.nursery.grace", "PT1M"));
        settings.putAll(properties);
        TestFramework framework = new TestFramework(settings);
        for (Bundle bundle : framework.installNursery()) {
            framework.start(bundle);
        }
        assertThat(framework.scopes("codestare.nursery.TaskNursery"))
                .as("the service")
                .hasSize(1);
        return framework;
    }

    /** Installs the bundles and starts none: api, impl and Declarative Services, in this order. */
    List<Bundle> installNursery() throws Exception {
        for (Path library : ProductBundles.LIBRARIES) {
            install(library);
        }
        return List.of(install(ProductBundles.API), install(ProductBundles.IMPL), install(ProductBundles.SCR));
    }

    public Bundle api() {
        return bundle("codestare.nursery.api");
    }

    Bundle impl() {
        return bundle("codestare.nursery.impl");
    }

    Bundle bundle(String symbolicName) {
        return Stream.of(context().getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals(symbolicName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("bundle [" + symbolicName + "] is not installed"));
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    Journal journal() {
        return journal;
    }

    public Log log() {
        return log;
    }

    /** What bundles and the framework reported as errors. */
    List<String> errors() {
        return errors;
    }

    public Bundle install(Path file) throws Exception {
        try (InputStream jar = Files.newInputStream(file)) {
            return context().installBundle(file.toUri().toString(), jar);
        }
    }

    Bundle install(ConsumerBundle consumer) throws Exception {
        try (InputStream jar = consumer.jar()) {
            return context().installBundle(consumer.symbolicName(), jar);
        }
    }

    /** Installs a consumer and starts it. */
    Bundle add(ConsumerBundle consumer) throws Exception {
        Bundle bundle = install(consumer);
        start(bundle);
        return bundle;
    }

    public void start(Bundle bundle) throws Exception {
        within("start of " + bundle, () -> {
            bundle.start();
            return null;
        });
    }

    public void stop(Bundle bundle) throws Exception {
        Limit.await(stopping(bundle), "stop of " + bundle, Limit.GENEROUS);
    }

    /** Begins to stop a bundle on another thread, and notes {@code <bundle> is stopped} at the end. */
    Future<Void> stopping(Bundle bundle) {
        return Limit.start("stop of " + bundle, () -> {
            bundle.stop();
            journal.note(bundle.getSymbolicName() + " is stopped");
            return null;
        });
    }

    void update(Bundle bundle, ConsumerBundle version) throws Exception {
        within("update of " + bundle, () -> {
            try (InputStream jar = version.jar()) {
                bundle.update(jar);
            }
            return null;
        });
    }

    public void update(Bundle bundle, Path file) throws Exception {
        within("update of " + bundle, () -> {
            try (InputStream jar = Files.newInputStream(file)) {
                bundle.update(jar);
            }
            return null;
        });
    }

    void uninstall(Bundle bundle) throws Exception {
        within("uninstall of " + bundle, () -> {
            bundle.uninstall();
            return null;
        });
    }

    /** Refreshes bundles and all that is wired to them, and waits for the end. */
    void refresh(Bundle... bundles) throws Exception {
        CountDownLatch refreshed = new CountDownLatch(1);
        refreshing(List.of(bundles), refreshed::countDown);
        if (!refreshed.await(Limit.GENEROUS.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("refresh has not ended\n" + LiveThreads.dump());
        }
    }

    /** Lets go of what uninstalled and updated bundles have left, and refreshes all that is wired to it. */
    public void refreshPending() throws Exception {
        refresh(framework
                .adapt(FrameworkWiring.class)
                .getRemovalPendingBundles()
                .toArray(new Bundle[0]));
    }

    /** Fails if a bundle that is gone still uses a service; makes room for a long run else. */
    void forgetFormerUsers() throws ReflectiveOperationException {
        FormerUsers.forget(framework);
    }

    /** Begins to refresh bundles and all that is wired to them; the action runs at the end. */
    void refreshing(List<Bundle> bundles, Runnable atTheEnd) {
        framework.adapt(FrameworkWiring.class).refreshBundles(bundles, event -> atTheEnd.run());
    }

    /** Sets the start level of a bundle. */
    void place(Bundle bundle, int level) {
        bundle.adapt(BundleStartLevel.class).setStartLevel(level);
    }

    int startLevel() {
        return framework.adapt(FrameworkStartLevel.class).getStartLevel();
    }

    /** Brings the framework to a start level and waits until it is there. */
    void moveTo(int level) throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(level, event -> there.countDown());
        if (!there.await(Limit.GENEROUS.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("start level has not changed\n" + LiveThreads.dump());
        }
    }

    /** Stops the framework and tells the type of the event that this ends with. */
    int shutDown() throws Exception {
        return within("stop of the framework", () -> {
            framework.stop();
            return framework.waitForStop(Limit.GENEROUS.toMillis()).getType();
        });
    }

    /** Stops the framework and starts the same one again, with all its bundles. */
    void restart() throws Exception {
        shutDown();
        launch();
    }

    /** The only service of this type that the bundle has registered. */
    <S> S service(Bundle bundle, Class<S> type) {
        return service(bundle, type, null);
    }

    /** The probe of this name. */
    Probe probe(Bundle bundle, String name) {
        return service(bundle, Probe.class, name);
    }

    /** The only probe. */
    Probe probe(Bundle bundle) {
        return service(bundle, Probe.class, null);
    }

    private <S> S service(Bundle bundle, Class<S> type, String name) {
        ServiceReference<?>[] registered = bundle.getRegisteredServices();
        List<ServiceReference<?>> found = Stream.of(registered == null ? new ServiceReference<?>[0] : registered)
                .filter(reference -> List.of((String[]) reference.getProperty(Constants.OBJECTCLASS))
                        .contains(type.getName()))
                .filter(reference -> name == null || name.equals(reference.getProperty("name")))
                .toList();
        assertThat(found).as("services [%s] of %s", type.getName(), bundle).hasSize(1);
        return type.cast(context().getService(found.get(0)));
    }

    /** All services of this type that the bundle has registered. */
    <S> List<S> services(Bundle bundle, Class<S> type) {
        ServiceReference<?>[] registered = bundle.getRegisteredServices();
        return Stream.of(registered == null ? new ServiceReference<?>[0] : registered)
                .filter(reference -> List.of((String[]) reference.getProperty(Constants.OBJECTCLASS))
                        .contains(type.getName()))
                .map(reference -> type.cast(context().getService(reference)))
                .toList();
    }

    /** The scopes of all services of this type, whoever may use them. */
    List<Object> scopes(String type) throws Exception {
        ServiceReference<?>[] registered = context().getAllServiceReferences(type, null);
        return Stream.of(registered == null ? new ServiceReference<?>[0] : registered)
                .map(reference -> reference.getProperty(Constants.SERVICE_SCOPE))
                .toList();
    }

    /** Has a consumer open a nursery for a task that may not end by itself, and start that task in it. */
    Probe openWith(Bundle consumer, String nursery, String task, Behaviour behaviour) throws Exception {
        Probe opened = service(consumer, BundleView.class).open(nursery, Duration.ofMillis(200));
        opened.start(task, behaviour);
        expect(task + " runs");
        return opened;
    }

    /** Waits for a note of a consumer. */
    void expect(String note) throws InterruptedException {
        if (!journal.await(note, Limit.GENEROUS)) {
            throw new AssertionError(
                    "note [" + note + "] is missing among " + journal.notes() + "\n" + LiveThreads.dump());
        }
    }

    /** Waits for a note of a consumer that begins so, and returns the rest of it. */
    String expectPrefix(String prefix) {
        Limit.comesTrue(Limit.GENEROUS, () -> notesThatBegin(prefix).findAny().isPresent());
        return notesThatBegin(prefix)
                .findAny()
                .orElseThrow(() -> new AssertionError("note [" + prefix + "...] is missing among " + journal.notes()))
                .substring(prefix.length());
    }

    private Stream<String> notesThatBegin(String prefix) {
        return journal.notes().stream().filter(note -> note.startsWith(prefix));
    }

    /** Waits until so many were left behind: who waits for a close may give up a moment before that is logged. */
    List<String> expectStragglers(int count) {
        Limit.comesTrue(Limit.GENEROUS, () -> log.stragglers().size() >= count);
        assertThat(log.stragglers()).hasSize(count);
        return log.stragglers();
    }

    @Override
    public void close() throws Exception {
        try {
            shutDown();
        } finally {
            journal.close();
            log.close();
            delete(cache);
        }
    }

    private void noteError(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            errors.add(event.getBundle() + ": " + event.getThrowable());
        }
    }

    private static <T> T within(String what, Callable<T> action) throws Exception {
        return Limit.within(Limit.GENEROUS, what, action);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package codestare.nursery.examples.relay.launch;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/** An OSGi framework with the bundles of a jar, and a cache that is gone after the end. */
final class Container implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Container.class.getName());
    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Path cache;
    private final Framework framework;

    Container(Map<String, String> properties) throws IOException {
        cache = Files.createTempDirectory("relay-");
        Map<String, String> all = new HashMap<>(properties);
        all.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        // nothing here needs URLs of bundles, and Felix would reach into the JVM for them
        all.put("felix.service.urlhandlers", "false");
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("jar has no OSGi framework; build it again"))
                .newFramework(all);
    }

    /** Starts the framework and every bundle in the folder {@code bundles} of the jar. */
    void start(Path jar) throws IOException, BundleException {
        framework.start();
        BundleContext context = framework.getBundleContext();
        List<Bundle> bundles = new ArrayList<>();
        try (FileSystem content = FileSystems.newFileSystem(jar);
                DirectoryStream<Path> files = Files.newDirectoryStream(content.getPath("bundles"))) {
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    bundles.add(context.installBundle(file.toString(), in));
                }
            }
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
    }

    /** Returns the service that stands for the program; its result is the exit status. */
    @SuppressWarnings("unchecked")
    Callable<Integer> program() throws InvalidSyntaxException, InterruptedException {
        BundleContext context = framework.getBundleContext();
        String filter = "(&(objectClass=java.util.concurrent.Callable)(main.thread=true))";
        ServiceTracker<Callable<Integer>, Callable<Integer>> tracker =
                new ServiceTracker<>(context, context.createFilter(filter), null);
        tracker.open();
        Callable<Integer> program = tracker.waitForService(START_LIMIT.toMillis());
        if (program == null) {
            throw new IllegalStateException("relay has not started; the log says why");
        }
        return program;
    }

    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Stops the framework and deletes the cache; a second call finds nothing to do. */
    @Override
    public void close() {
        try {
            framework.stop();
            FrameworkEvent event = framework.waitForStop(STOP_LIMIT.toMillis());
            if (event.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                LOG.log(Level.WARNING, "framework has not stopped after [" + STOP_LIMIT + "]; it is left behind");
            }
            delete(cache);
        } catch (BundleException | IOException e) {
            LOG.log(Level.WARNING, "framework has not stopped cleanly; its cache is [" + cache + "]", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}

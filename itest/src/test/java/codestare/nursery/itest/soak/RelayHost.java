package codestare.nursery.itest.soak;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.Limit;
import codestare.nursery.itest.LiveThreads;
import codestare.nursery.itest.ProductBundles;
import codestare.nursery.itest.TestFramework;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The process of the relay: Felix with the nursery and the bundle of the example, which it stops, updates and starts as it is
 * told on its standard input. After each stop it looks for what is left, and ends with 1 if there is something.
 *
 * <p>The arguments are the port to listen on, that of the target, and the file for the samples.
 */
public final class RelayHost implements AutoCloseable {
    static final String UNDER_LOAD = "under load";
    static final String STOPPED = "stopped";

    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(5);
    private static final String RUNTIME = "codestare.nursery.runtime.NurseryRuntime";
    private static final Pattern COUNTS =
            Pattern.compile(".*created=(\\d+), succeeded=(\\d+), failed=(\\d+), cancelled=(\\d+), .*active=(\\d+).*");

    private final int port;
    private final TestFramework framework;
    private final Bundle relay;
    private final Sampler sampler;
    private final List<WeakReference<ClassLoader>> replaced = new ArrayList<>();
    // as many as after the first stop: some belong to the JVM
    private Optional<Long> socketsAtRest = Optional.empty();

    private RelayHost(int port, int target, Path samples) throws Exception {
        this.port = port;
        // a straggler is one that hangs, and not one that a busy machine lets wait
        framework = TestFramework.withNursery(Map.of(
                "relay.listen",
                Integer.toString(port),
                "relay.to",
                "127.0.0.1:" + target,
                "codestare.nursery.grace",
                "PT20S"));
        relay = framework.install(ProductBundles.RELAY);
        sampler = new Sampler(samples);
    }

    public static void main(String... args) throws Exception {
        try (RelayHost host = new RelayHost(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Path.of(args[2]))) {
            host.sampler.every(BETWEEN_SAMPLES, UNDER_LOAD);
            BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String word = words.readLine(); word != null; word = words.readLine()) {
                host.obey(word.split(" ")[0]);
                note("done " + word);
            }
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void note(String words) {
        System.out.println("note: " + words);
    }

    private void obey(String word) throws Exception {
        switch (word) {
            case "start" -> start();
            case "stop" -> stop();
            case "update" -> update();
            default -> throw new IllegalArgumentException("[" + word + "] is no command");
        }
    }

    private void start() throws Exception {
        framework.start(relay);
        awaitListening();
    }

    private void awaitListening() {
        assertThat(Limit.comesTrue(
                        Limit.GENEROUS,
                        () -> logged("relay listens on ").findAny().isPresent()))
                .as("relay listens, by %s", framework.log().all())
                .isTrue();
    }

    private void stop() throws Exception {
        long begin = System.nanoTime();
        framework.stop(relay);
        note("took " + (System.nanoTime() - begin) / 1_000_000);
        tellCounters();
        assertNothingIsLeft();
        sampler.sample(STOPPED);
    }

    /** Of a bundle that runs: the framework stops it, and starts it again. */
    private void update() throws Exception {
        boolean runs = relay.getState() == Bundle.ACTIVE;
        tellCounters(); // what is logged from here on is the new version's
        replaced.add(new WeakReference<>(relay.adapt(BundleWiring.class).getClassLoader()));
        framework.update(relay, ProductBundles.RELAY);
        framework.refreshPending();
        if (runs) {
            awaitListening();
        }
        tellCounters();
        assertThat(Limit.comesTrue(Limit.GENEROUS, () -> {
                    System.gc();
                    return replaced.stream().allMatch(loader -> loader.get() == null);
                }))
                .as("class loaders of earlier versions are collected")
                .isTrue();
        note("collected " + replaced.size());
    }

    private void assertNothingIsLeft() throws Exception {
        assertThat(LiveThreads.vanish(relay.getSymbolicName(), Limit.GENEROUS))
                .as("no thread of the relay among %s", LiveThreads.names())
                .isTrue();
        assertThat(Limit.comesTrue(Limit.GENEROUS, () -> sockets() == socketsAtRest.orElse(sockets())))
                .as("sockets: [%s] instead of %s", sockets(), socketsAtRest)
                .isTrue();
        socketsAtRest = Optional.of(sockets());
        new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
        Matcher counts = COUNTS.matcher(counts());
        assertThat(counts.matches()).as(counts()).isTrue();
        assertThat(number(counts, 2) + number(counts, 3) + number(counts, 4))
                .as("ended among %s", counts.group())
                .isEqualTo(number(counts, 1));
        assertThat(number(counts, 3)).as("failed among %s", counts.group()).isZero();
        assertThat(number(counts, 5)).as("active among %s", counts.group()).isZero();
        note("tasks " + counts.group(1));
    }

    private static long number(Matcher counts, int group) {
        return Long.parseLong(counts.group(group));
    }

    /** The operator's view, whose class is that of the bundle. */
    private String counts() throws Exception {
        Object runtime = framework.context().getService(framework.context().getAllServiceReferences(RUNTIME, null)[0]);
        return framework
                .api()
                .loadClass(RUNTIME)
                .getMethod("counts")
                .invoke(runtime)
                .toString();
    }

    private static long sockets() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(RelayHost::isSocket).count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /** Hands on what the relay has counted in the life that is over, and forgets its log. */
    private void tellCounters() {
        logged("relay has ended: ").forEach(RelayHost::note);
        assertThat(framework.log().warnings())
                .as("stragglers, failures, a target out of reach")
                .isEmpty();
        framework.log().forget();
    }

    private Stream<String> logged(String prefix) {
        return framework.log().all().stream().filter(line -> line.startsWith(prefix));
    }

    @Override
    public void close() throws Exception {
        sampler.close();
        framework.close();
    }
}

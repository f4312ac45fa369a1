package codestare.nursery.itest.program;

import codestare.nursery.itest.probe.Journal;
import codestare.nursery.itest.probe.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Launches a framework and leaves it running when the JVM ends; what it does besides, names the system property {@code
 * itest.launcher}. The arguments are the folder of the cache and the locations of the bundles.
 */
public final class BareLauncher {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Journal journal;
    private final Framework framework;

    /** @param mark before each note, so that two frameworks can be told apart */
    BareLauncher(String cache, String mark) {
        journal = new Journal(note -> System.out.println("note: " + mark + note));
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        cache,
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        Probe.class.getPackageName()));
    }

    public static void main(String... args) throws Exception {
        BareLauncher launcher = new BareLauncher(args[0], "");
        launcher.launch(List.of(args).subList(1, args.length));
        switch (System.getProperty("itest.launcher", "waits")) {
            case "takes TERM" -> launcher.takeSignal("TERM");
            case "takes HUP for a while" -> {
                SignalHandler before = launcher.takeSignal("HUP");
                launcher.giveBack("HUP", before);
            }
            case "exits" -> System.exit(7);
            default -> {}
        }
        launcher.waitForStop();
    }

    /** Comes back when the framework has started and the signals have been taken. */
    void launch(List<String> locations) throws Exception {
        framework.init();
        framework.getBundleContext().registerService(Journal.class, journal, null);
        List<Bundle> bundles = new ArrayList<>();
        for (String location : locations) {
            bundles.add(framework.getBundleContext().installBundle(location));
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        framework.start();
        journal.await("ready", LIMIT);
    }

    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(0);
        journal.note("framework stopped");
    }

    /** Takes a signal from whoever has it, hands it on, and brings the framework to another start level; returns who had it. */
    private SignalHandler takeSignal(String name) {
        SignalHandler[] previous = new SignalHandler[1];
        previous[0] = Signal.handle(new Signal(name), signal -> {
            journal.note("launcher gets " + name);
            previous[0].handle(signal);
        });
        framework.adapt(FrameworkStartLevel.class).setStartLevel(20);
        return previous[0];
    }

    /** Once that is noted, puts back who had a signal, as a bundle does that stops, and lets the framework refresh. */
    private void giveBack(String name, SignalHandler before) throws InterruptedException {
        journal.await("signals INT INSTALLED, TERM INSTALLED, HUP LEFT", LIMIT);
        Signal.handle(new Signal(name), before);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of());
    }

    /** As Karaf's launcher does. */
    private void waitForStop() throws InterruptedException {
        framework.waitForStop(0);
        journal.note("framework stopped");
        System.exit(0);
    }
}

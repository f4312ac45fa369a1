package codestare.nursery.itest.matrix;

import codestare.nursery.itest.ChildProcess;
import codestare.nursery.itest.GuestBundle;
import codestare.nursery.itest.ProductBundles;
import codestare.nursery.itest.guest.Work;
import codestare.nursery.itest.guest.command.CommandGuest;
import codestare.nursery.itest.guest.nursery.NurseryGuest;
import codestare.nursery.itest.guest.nursery.NurseryProgram;
import codestare.nursery.itest.guest.thread.ThreadGuest;
import codestare.nursery.itest.guest.thread.ThreadProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A trial in a JVM that the launcher of a framework starts, or a main class of ours. */
final class LauncherTrial extends Trial {
    private static final Path CLASSES = Path.of("target", "test-classes");

    private final End end;
    private final ChildProcess process;

    LauncherTrial(Container container, End end, boolean nursery, Path folder) throws Exception {
        super(end);
        this.end = end;
        List<String> arguments = new ArrayList<>();
        arguments.add("-Dguest.work=" + workFor(end));
        arguments.add("-Dguest.command=" + end.name().toLowerCase(Locale.ROOT));
        switch (container) {
            case PLAIN -> arguments.addAll(program(nursery));
            case FELIX -> arguments.addAll(felix(bundles(nursery, folder), folder));
            case EQUINOX -> arguments.addAll(equinox(bundles(nursery, folder), folder));
            default -> throw new IllegalArgumentException("[" + container + "] is no launcher");
        }
        process = ChildProcess.java(arguments);
    }

    static Work workFor(End end) {
        return switch (end) {
            case SECOND_TERM -> Work.IS_STUBBORN;
            case EXIT -> Work.EXITS;
            default -> Work.WAITS;
        };
    }

    private static List<String> program(boolean nursery) {
        Class<?> main = nursery ? NurseryProgram.class : ThreadProgram.class;
        return List.of("-cp", ChildProcess.classPath(ProductBundles.API, ProductBundles.IMPL, CLASSES), main.getName());
    }

    private static List<Path> bundles(boolean nursery, Path folder) throws Exception {
        List<Path> bundles = new ArrayList<>(nursery ? ProductBundles.all() : List.of());
        bundles.add(GuestBundle.write(folder, "guest", nursery ? NurseryGuest.class : ThreadGuest.class));
        bundles.add(GuestBundle.write(folder, "command", CommandGuest.class));
        return bundles;
    }

    private static List<String> felix(List<Path> bundles, Path folder) throws Exception {
        String start = bundles.stream().map(file -> file.toUri().toString()).collect(Collectors.joining(" "));
        Path properties = Files.write(
                folder.resolve("config.properties"),
                List.of("org.osgi.framework.storage=" + folder.resolve("cache"), "felix.auto.start.1=" + start));
        return List.of(
                "-Dfelix.config.properties=" + properties.toUri(),
                "-cp",
                ProductBundles.FELIX_LAUNCHER.toString(),
                "org.apache.felix.main.Main");
    }

    private static List<String> equinox(List<Path> bundles, Path folder) {
        String start = bundles.stream()
                .map(file -> "reference:" + file.toUri() + "@start")
                .collect(Collectors.joining(","));
        return List.of(
                "-Dosgi.configuration.area=" + folder.resolve("configuration").toUri(),
                "-Dosgi.install.area=" + folder.toUri(),
                "-Dosgi.noShutdown=true",
                "-Declipse.ignoreApp=true",
                "-Dosgi.bundles=" + start,
                "-cp",
                ProductBundles.EQUINOX.toString(),
                "org.eclipse.core.runtime.adaptor.EclipseStarter");
    }

    @Override
    ChildProcess process() {
        return process;
    }

    @Override
    void command() throws Exception {
        process.expect("command may come");
        process.signal("WINCH");
        if (end != End.SHUTDOWN) {
            process.expect("command done", Duration.ofMinutes(1));
        }
    }

    @Override
    public void close() {
        process.close();
    }
}

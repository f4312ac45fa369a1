package codestare.nursery.itest.soak;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What long runs have in common: their length, files in {@code target/soak}, and processes that sample themselves. A short one
 * says that it works; a long one is also judged by what grows, and drawn.
 */
final class LongRun {
    private static final String TIME = "soak.time";
    private static final Path FOLDER = Path.of("target", "soak");
    // compiled as ever, unlike other processes of tests; what is held softly would look like a leak for some minutes
    private static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=4", "-Xmx512m", "-XX:SoftRefLRUPolicyMSPerMB=0");

    private final String name;
    private final Duration time;
    private final long seed = Long.getLong("soak.seed", System.nanoTime());

    /**
     * Prepares a run.
     *
     * @param otherwise how long it is if the system property {@code soak.time} does not make it a long one
     */
    LongRun(String name, Duration otherwise) throws IOException {
        this.name = name;
        time = Duration.parse(System.getProperty(TIME, otherwise.toString()));
        Files.createDirectories(FOLDER);
        print(time + " on Java " + Runtime.version() + ", seed " + seed);
    }

    /** How long it goes on; where something else ends it, how long it may go on at most. */
    Duration time() {
        return time;
    }

    /** What all that is random comes from; the system property {@code soak.seed} repeats it. */
    long seed() {
        return seed;
    }

    void print(String words) {
        System.out.println(name + ": " + words);
    }

    /** Where a part of this run writes its samples. */
    Path samples(String part) {
        return FOLDER.resolve((name + " " + part).strip().replace(' ', '-') + ".csv");
    }

    /** A process with the class path of the tests, but for the framework, which is this one. */
    ChildProcess start(Path framework, Class<?> program, Object... arguments) throws IOException {
        Stream<String> tests = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("org.apache.felix.main") && !entry.contains("org.eclipse.osgi"));
        List<String> command = new ArrayList<>(OPTIONS);
        command.addAll(List.of(
                "-Dbundles.folder=" + System.getProperty("bundles.folder"),
                "-cp",
                Stream.concat(Stream.of(framework.toString()), tests).collect(Collectors.joining(File.pathSeparator)),
                program.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return ChildProcess.javaToTell(command);
    }

    /** Draws a long run with these parts; a short one is too short for a picture. */
    void draw(String... parts) throws IOException {
        if (isLong()) {
            Map<String, Samples> runs = new TreeMap<>();
            for (String part : parts) {
                runs.put(part, Samples.read(samples(part)));
            }
            Path picture = FOLDER.resolve(name + ".png");
            Picture.draw(runs, picture);
            print("picture in itest/" + picture);
        }
    }

    /** Fails if a part of a long run holds more and more of something while it is at rest. */
    void judge(String part, String rest, Set<Samples.Figure> figures) throws IOException {
        if (isLong()) {
            assertThat(Samples.read(samples(part)).growth(rest, figures))
                    .as("what has grown")
                    .isEmpty();
        }
    }

    private static boolean isLong() {
        return System.getProperty(TIME) != null;
    }
}

package codestare.nursery.itest.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a {@link Sampler} has written. */
record Samples(List<Sample> all) {
    static final String HEADER =
            "seconds,state,heap after collection (KB),platform threads,file descriptors,loaded classes";

    /** What can grow, by the columns of the file. */
    enum Figure {
        HEAP("heap after a collection, MB", 1024, 4),
        THREADS("platform threads", 1, 4),
        DESCRIPTORS("file descriptors", 1, 4),
        CLASSES("loaded classes", 1, 200);

        final String title;
        private final double unit;
        private final double slack;

        /** @param slack how much more there may be late in a run than earlier: what the JVM and the framework do by themselves */
        Figure(String title, double unit, double slack) {
            this.title = title;
            this.unit = unit;
            this.slack = slack;
        }
    }

    record Sample(double seconds, String state, List<Double> values) {
        double value(Figure figure) {
            return values.get(figure.ordinal()) / figure.unit;
        }
    }

    static Samples read(Path file) throws IOException {
        return new Samples(Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> List.of(line.split(",")))
                .map(cells -> new Sample(
                        Double.parseDouble(cells.get(0)),
                        cells.get(1),
                        cells.subList(2, cells.size()).stream()
                                .map(Double::valueOf)
                                .toList()))
                .toList());
    }

    Map<String, List<Sample>> byState() {
        return all.stream().collect(Collectors.groupingBy(Sample::state, TreeMap::new, Collectors.toList()));
    }

    /** Tells what grew: the median of the last quarter is above that of the second, when all has been warm. */
    List<String> growth(String state, Set<Figure> figures) {
        List<Sample> samples = byState().getOrDefault(state, List.of());
        int quarter = samples.size() / 4;
        if (quarter == 0) {
            return List.of("there are only " + samples.size() + " samples of state [" + state + "]");
        }
        return figures.stream()
                .filter(figure -> median(samples.subList(3 * quarter, 4 * quarter), figure)
                        > median(samples.subList(quarter, 2 * quarter), figure) + figure.slack)
                .map(figure -> figure.title + ": "
                        + samples.stream().map(sample -> sample.value(figure)).toList())
                .toList();
    }

    private static double median(List<Sample> samples, Figure figure) {
        double[] sorted = samples.stream()
                .mapToDouble(sample -> sample.value(figure))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}

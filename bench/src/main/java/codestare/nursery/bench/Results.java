package codestare.nursery.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was measured: for each figure its value for each peer, as medians. */
final class Results {
    /** The key of what has no peer. */
    static final String ALONE = "nursery";

    // by what was measured, in the order of the file; the values by peer
    private final Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    private final Map<String, String> units = new LinkedHashMap<>();

    static Results read(Path file) throws IOException {
        Results results = new Results();
        for (JsonNode run : new ObjectMapper().readTree(file.toFile())) {
            results.add(run);
        }
        return results;
    }

    private void add(JsonNode run) {
        String benchmark = run.get("benchmark").asText();
        Map<String, String> params = new TreeMap<>();
        run.path("params")
                .fields()
                .forEachRemaining(
                        param -> params.put(param.getKey(), param.getValue().asText()));
        String peer = Optional.ofNullable(params.remove("peer")).orElse(ALONE);
        String name = benchmark.substring(benchmark.lastIndexOf('.') + 1) + (params.isEmpty() ? "" : " " + params);
        JsonNode metric = run.get("primaryMetric");
        if (benchmark.contains("TaskBenchmark")) {
            int tasks = Integer.parseInt(params.getOrDefault("tasks", "0"));
            int perScope = tasks <= 3 ? 1 : tasks;
            put(
                    name,
                    peer,
                    median(metric) / (TaskBenchmark.rounds(tasks) * (double) perScope) * nanosPer(metric),
                    tasks == 0 || tasks == 3 ? "ns/scope" : "ns/task");
        } else {
            put(name, peer, median(metric), metric.get("scoreUnit").asText());
        }
        run.path("secondaryMetrics").fields().forEachRemaining(other -> {
            String key = other.getKey();
            put(name + " " + key.substring(key.lastIndexOf('.') + 1), peer, median(other.getValue()), unit(key));
        });
    }

    private static double nanosPer(JsonNode metric) {
        return metric.get("scoreUnit").asText().startsWith("us") ? 1000 : 1;
    }

    private static String unit(String key) {
        return key.startsWith("p") ? "us" : key;
    }

    private void put(String name, String peer, double value, String unit) {
        figures.computeIfAbsent(name, made -> new LinkedHashMap<>()).put(peer, value);
        units.put(name, unit);
    }

    private static double median(JsonNode metric) {
        List<Double> values = new ArrayList<>();
        metric.get("rawData").forEach(fork -> fork.forEach(value -> values.add(value.asDouble())));
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                        .average()
                        .orElseThrow();
    }

    Map<String, Map<String, Double>> figures() {
        return figures;
    }

    String unit(Map.Entry<String, Map<String, Double>> figure) {
        return units.getOrDefault(figure.getKey(), "");
    }
}

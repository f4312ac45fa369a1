package codestare.nursery.bench;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The results as a table in Markdown: the nursery's figure, and for each peer its figure and the ratio of ours to it. */
final class Table {
    private Table() {}

    static String of(Results results) {
        Set<String> peers = new LinkedHashSet<>();
        results.figures().values().forEach(figure -> peers.addAll(figure.keySet()));
        peers.remove(Results.ALONE);
        StringBuilder table = new StringBuilder("| what | unit | nursery |");
        peers.forEach(peer -> table.append(' ').append(peer).append(" |"));
        table.append("\n|---|---|---:|").append("---:|".repeat(peers.size())).append('\n');
        for (Map.Entry<String, Map<String, Double>> figure : results.figures().entrySet()) {
            Map<String, Double> values = figure.getValue();
            Double ours = values.get(Results.ALONE);
            table.append("| ").append(figure.getKey()).append(" | ").append(results.unit(figure));
            table.append(" | ").append(ours == null ? "" : number(ours)).append(" |");
            for (String peer : peers) {
                table.append(' ').append(cell(ours, values.get(peer))).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static String cell(@Nullable Double ours, @Nullable Double theirs) {
        if (theirs == null) {
            return "";
        }
        return number(theirs) + (ours == null ? "" : String.format(Locale.ROOT, " (%.2f)", ours / theirs));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%,.0f", value);
    }
}

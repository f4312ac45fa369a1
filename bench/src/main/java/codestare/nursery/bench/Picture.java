package codestare.nursery.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The cost of an empty task against the number of tasks in a scope, both axes logarithmic. */
final class Picture {
    private static final Pattern POINT = Pattern.compile("createAndJoin \\{from=inside, micros=0, tasks=(\\d+)\\}");

    private Picture() {}

    static void draw(Results results, Path png) throws IOException {
        Map<String, TreeMap<Double, Double>> lines = new TreeMap<>();
        results.figures().forEach((name, values) -> {
            Matcher point = POINT.matcher(name);
            if (point.matches() && Integer.parseInt(point.group(1)) > 0) {
                double tasks = Double.parseDouble(point.group(1));
                // three tasks are told by the scope
                double perFigure = tasks == 3 ? 3 : 1;
                values.forEach((peer, value) ->
                        lines.computeIfAbsent(peer, made -> new TreeMap<>()).put(tasks, value / perFigure));
            }
        });
        XYChart chart = new XYChartBuilder()
                .width(1000)
                .height(560)
                .title("An empty task, created and awaited from inside a task")
                .xAxisTitle("tasks in one scope")
                .yAxisTitle("nanoseconds for each task")
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setLegendPosition(LegendPosition.OutsideE);
        lines.forEach((peer, points) -> chart.addSeries(
                peer,
                points.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                points.values().stream().mapToDouble(Double::doubleValue).toArray()));
        BitmapEncoder.saveBitmap(chart, png.toString(), BitmapFormat.PNG);
    }
}

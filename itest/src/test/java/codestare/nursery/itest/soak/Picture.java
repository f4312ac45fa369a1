package codestare.nursery.itest.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart of time for each {@link Samples.Figure}, with a line for each state of each run. */
final class Picture {
    private Picture() {}

    /**
     * Draws runs that were made side by side.
     *
     * @param runs by the word before the states; empty where one run is alone
     */
    static void draw(Map<String, Samples> runs, Path png) throws IOException {
        List<XYChart> charts = new ArrayList<>();
        for (Samples.Figure figure : Samples.Figure.values()) {
            XYChart chart = new XYChartBuilder()
                    .width(700)
                    .height(330)
                    .title(figure.title)
                    .xAxisTitle("minutes")
                    .build();
            chart.getStyler()
                    .setYAxisMin(0.0)
                    .setLegendPosition(LegendPosition.OutsideS)
                    .setLegendVisible(true);
            runs.forEach((run, samples) -> samples.byState()
                    .forEach((state, line) -> chart.addSeries(
                                    (run + " " + state).strip(),
                                    line.stream()
                                            .mapToDouble(sample -> sample.seconds() / 60)
                                            .toArray(),
                                    line.stream()
                                            .mapToDouble(sample -> sample.value(figure))
                                            .toArray())
                            .setMarker(SeriesMarkers.NONE)));
            charts.add(chart);
        }
        BitmapEncoder.saveBitmap(charts, 2, 2, png.toString(), BitmapFormat.PNG);
    }
}

package codestare.nursery.itest.matrix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints the tables of {@code docs/containers.md}: {@code mvn -B verify -Pkaraf,matrix} on JDK 17, and {@code -Pmatrix} on
 * others, without Karaf. It fails where a container cannot be started.
 */
@Tag("matrix")
class MatrixOfContainers {
    private static final int RELEASE = Runtime.version().feature();
    private static final Path TABLES = Path.of("target", "containers-" + RELEASE + ".md");

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void measure() throws Exception {
        List<String> lines = new ArrayList<>();
        for (Container container : Container.values()) {
            if (!container.isKaraf() || RELEASE == 17) {
                lines.addAll(List.of(
                        "### " + container.title() + ", JDK " + RELEASE,
                        "",
                        "| way of ending | without the nursery | with it |",
                        "|---|---|---|"));
                for (End end : container.ends()) {
                    lines.add("| " + end.title() + " | " + cell(container, end, false) + " | "
                            + cell(container, end, true) + " |");
                    Files.write(TABLES, lines);
                }
                lines.add("");
            }
        }
        System.out.println(Files.readString(TABLES));
    }

    private String cell(Container container, End end, boolean nursery) throws Exception {
        if (end == End.UNINSTALL && !nursery) {
            return "";
        }
        Path own = Files.createDirectory(folder.resolve(container + "-" + end + "-" + nursery));
        try (Trial trial = container.isKaraf()
                ? new KarafTrial(container, end, nursery, own)
                : new LauncherTrial(container, end, nursery, own)) {
            return trial.measure();
        }
    }
}

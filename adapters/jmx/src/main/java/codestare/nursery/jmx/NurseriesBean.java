package codestare.nursery.jmx;

import codestare.nursery.runtime.NurseryRuntime;
import codestare.nursery.runtime.TaskCounts;
import codestare.nursery.runtime.TaskSnapshot;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The process, looked at anew when somebody asks. */
final class NurseriesBean extends CountingBean implements NurseriesMXBean {
    private final NurseryRuntime runtime;

    NurseriesBean(NurseryRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    TaskCounts counts() {
        return runtime.counts();
    }

    @Override
    public String[] getStragglers() {
        return lines(runtime.stragglers(), Lines::of);
    }

    @Override
    public String[] getFailures() {
        return lines(runtime.failures(), Lines::of);
    }

    @Override
    public @Nullable String getEnding() {
        return runtime.ending().orElse(null);
    }

    @Override
    public String[] getShutdowns() {
        return lines(runtime.shutdowns(), Lines::of);
    }

    @Override
    public String[] getSignals() {
        return lines(runtime.signals(), Lines::of);
    }

    private static <T> String[] lines(List<T> values, Function<T, String> line) {
        return values.stream().map(line).toArray(String[]::new);
    }

    @Override
    public String[] showTask(String id) {
        TaskSnapshot task = runtime.task(id);
        return Stream.concat(Stream.of(Lines.of(task)), task.stack().stream()).toArray(String[]::new);
    }

    @Override
    public void cancelTask(String id) {
        runtime.cancelTask(id, Lines.BY);
    }

    @Override
    public void closeNursery(long id) {
        runtime.closeNursery(id, Lines.BY);
    }

    @Override
    public void shutdownAll() {
        runtime.shutdownAll(Lines.BY);
    }
}

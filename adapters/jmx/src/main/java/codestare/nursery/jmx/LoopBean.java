package codestare.nursery.jmx;

import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryRuntime;
import codestare.nursery.runtime.NurserySnapshot;
import codestare.nursery.runtime.TaskCounts;
import java.util.List;
import java.util.stream.Stream;

/** A loop, looked at anew when somebody asks. */
final class LoopBean extends CountingBean implements LoopMXBean {
    private static final int TASKS = 100;

    private final LoopSnapshot first;
    private final RecentLook look;
    private final NurseryRuntime runtime;

    LoopBean(LoopSnapshot first, RecentLook look, NurseryRuntime runtime) {
        this.first = new LoopSnapshot(
                first.id(), first.name(), first.owner(), first.state(), first.counts(), List.of(), List.of());
        this.look = look;
        this.runtime = runtime;
    }

    private LoopSnapshot now() {
        return look.loop(first.id()).orElse(first);
    }

    @Override
    public long getId() {
        return first.id();
    }

    @Override
    public String getName() {
        return first.name();
    }

    @Override
    public String getOwner() {
        return first.owner();
    }

    @Override
    public String getState() {
        return look.loop(first.id()).map(loop -> loop.state().name()).orElse("STOPPED");
    }

    @Override
    TaskCounts counts() {
        return now().counts();
    }

    @Override
    public NurseryData[] getNurseries() {
        return now().nurseries().stream().map(NurseryRow::new).toArray(NurseryData[]::new);
    }

    @Override
    public String[] getTasks() {
        LoopSnapshot loop = now();
        return Stream.concat(
                        loop.tasks().stream(),
                        loop.nurseries().stream().map(NurserySnapshot::tasks).flatMap(List::stream))
                .limit(TASKS)
                .map(Lines::of)
                .toArray(String[]::new);
    }

    @Override
    public void shutdown() {
        runtime.shutdownLoop(first.id(), Lines.BY);
    }
}

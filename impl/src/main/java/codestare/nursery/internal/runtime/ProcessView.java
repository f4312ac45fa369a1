package codestare.nursery.internal.runtime;

import codestare.nursery.ShutdownReason;
import codestare.nursery.internal.core.OperatorView;
import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryListener;
import codestare.nursery.runtime.NurseryProbe;
import codestare.nursery.runtime.NurseryRuntime;
import codestare.nursery.runtime.Registration;
import codestare.nursery.runtime.ShutdownSnapshot;
import codestare.nursery.runtime.SignalStatus;
import codestare.nursery.runtime.Straggler;
import codestare.nursery.runtime.TaskCounts;
import codestare.nursery.runtime.TaskFailure;
import codestare.nursery.runtime.TaskSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks those who know, anew for each snapshot. */
public final class ProcessView implements NurseryRuntime {
    private final OperatorView engine;
    private final Supplier<Optional<ShutdownReason>> ending;
    private final Supplier<List<SignalStatus>> signals;
    private final boolean whiteboard;

    /**
     * @param ending tells why the process is to end, once somebody has told it
     * @param signals tells what became of each signal that is wanted
     * @param whiteboard whether listeners and probes are services
     */
    public ProcessView(
            OperatorView engine,
            Supplier<Optional<ShutdownReason>> ending,
            Supplier<List<SignalStatus>> signals,
            boolean whiteboard) {
        this.engine = engine;
        this.ending = ending;
        this.signals = signals;
        this.whiteboard = whiteboard;
    }

    @Override
    public List<LoopSnapshot> loops() {
        return engine.loops();
    }

    @Override
    public TaskCounts counts() {
        return engine.counts();
    }

    @Override
    public TaskSnapshot task(String id) {
        return engine.task(Objects.requireNonNull(id, "id"));
    }

    @Override
    public List<Straggler> stragglers() {
        return engine.stragglers();
    }

    @Override
    public List<TaskFailure> failures() {
        return engine.failures();
    }

    @Override
    public List<ShutdownSnapshot> shutdowns() {
        return engine.shutdowns();
    }

    @Override
    public Optional<String> ending() {
        return ending.get().map(ShutdownReason::words);
    }

    @Override
    public List<SignalStatus> signals() {
        return signals.get();
    }

    @Override
    public void cancelTask(String id, String by) {
        engine.cancelTask(Objects.requireNonNull(id, "id"), requireName(by));
    }

    @Override
    public void closeNursery(long id, String by) {
        engine.closeNursery(id, requireName(by));
    }

    @Override
    public void shutdownLoop(long id, String by) {
        engine.shutdownLoop(id, requireName(by));
    }

    @Override
    public void shutdownAll(String by) {
        engine.shutdownAll(requireName(by));
    }

    private static String requireName(String by) {
        if (Objects.requireNonNull(by, "by").isBlank()) {
            throw new IllegalArgumentException("by [" + by + "] is empty; say who asks");
        }
        return by;
    }

    @Override
    public Registration listen(NurseryListener listener) {
        requireDirect("listener", listener);
        return engine.listen(listener);
    }

    @Override
    public Registration probe(NurseryProbe probe) {
        requireDirect("probe", probe);
        return engine.probe(probe);
    }

    private void requireDirect(String kind, Object given) {
        Objects.requireNonNull(given, kind);
        if (whiteboard) {
            throw new UnsupportedOperationException(kind + " ["
                    + given.getClass().getName() + "] would outlive its bundle here; register it as a service");
        }
    }
}

package codestare.nursery.internal.runtime;

import codestare.nursery.internal.signal.SignalHooks;
import codestare.nursery.runtime.NurseryRuntime;
import codestare.nursery.runtime.SignalStatus;
import java.util.List;

/** Asks those who know, anew for each snapshot. */
public final class ProcessView implements NurseryRuntime {
    private final SignalHooks signals;

    public ProcessView(SignalHooks signals) {
        this.signals = signals;
    }

    @Override
    public List<SignalStatus> signals() {
        return signals.statuses();
    }
}

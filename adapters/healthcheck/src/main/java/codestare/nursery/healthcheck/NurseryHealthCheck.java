package codestare.nursery.healthcheck;

import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurseryRuntime;
import codestare.nursery.runtime.NurserySnapshot;
import codestare.nursery.runtime.ShutdownSnapshot;
import codestare.nursery.runtime.Straggler;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells whether nurseries are well.
 *
 * <p>Critical while something is left behind, temporarily unavailable once the process has been told to end and while all
 * loops shut down, a warning while a nursery with a failure has not closed, or a loop that a failure has stopped has not
 * been made anew. The worst of them counts, and the log of the result tells each.
 */
@Component(property = {HealthCheck.NAME + "=Nurseries", HealthCheck.TAGS + "=nursery"})
public final class NurseryHealthCheck implements HealthCheck {
    private final NurseryRuntime runtime;

    /** Called by the component runtime. */
    @Activate
    public NurseryHealthCheck(@Reference NurseryRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        for (Straggler left : runtime.stragglers()) {
            log.critical(
                    "task [{}] of {} was left behind by {} {} s ago",
                    left.name(),
                    left.owner(),
                    left.where(),
                    left.since().toSeconds());
        }
        runtime.ending().ifPresent(reason -> log.temporarilyUnavailable("no more work should come in: {}", reason));
        for (ShutdownSnapshot shutdown : runtime.shutdowns()) {
            if (shutdown.loop() == null) {
                log.temporarilyUnavailable("all loops shut down: {}", shutdown.reason());
            }
        }
        int nurseries = 0;
        for (LoopSnapshot loop : runtime.loops()) {
            if (loop.state() == LoopSnapshot.State.FAILED) {
                log.warn("loop [{}] of {} was stopped by a failure", loop.name(), loop.owner());
            }
            for (NurserySnapshot nursery : loop.nurseries()) {
                nurseries++;
                if (nursery.failures() > 0) {
                    log.warn("nursery [{}] of loop [{}] has failed", nursery.name(), loop.name());
                }
            }
        }
        log.info("{} nurseries, {} tasks", nurseries, runtime.counts().active());
        return new Result(log);
    }
}

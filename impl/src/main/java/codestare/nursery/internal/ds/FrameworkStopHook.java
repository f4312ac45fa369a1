package codestare.nursery.internal.ds;

import codestare.nursery.internal.signal.FinalDrain;
import codestare.nursery.internal.work.GuardedLog;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

/**
 * Stops the framework when the JVM ends, and waits for that: where the launcher does not, bundles would be cut off.
 *
 * <p>The work ends first, as a framework that has not done with its start may keep the stop waiting. The stop has the time
 * that the drain leaves. The framework may have stopped already, or be about to: then there is nothing to do but to wait.
 */
final class FrameworkStopHook implements Runnable {
    private static final GuardedLog LOG = GuardedLog.of(FrameworkStopHook.class);

    private final Framework framework;
    // made beforehand: when the JVM ends, the content of our bundle may be closed
    private final Launcher launcher;
    private final Supplier<FrameworkStop> policy;
    private final FinalDrain drain;
    private final Thread thread = new Thread(null, this, "codestare-nursery-framework-stop", 0, false);

    /** Guarded by this. */
    private boolean installed;

    /** Guarded by this. */
    private boolean removed;

    /** @param policy asked when the JVM ends */
    FrameworkStopHook(Framework framework, Supplier<FrameworkStop> policy, FinalDrain drain) {
        this.framework = framework;
        this.launcher = new Launcher(framework);
        this.policy = policy;
        this.drain = drain;
        thread.setContextClassLoader(FrameworkStopHook.class.getClassLoader());
    }

    /** Further calls do nothing, and none does after the removal. */
    synchronized void install() {
        if (!installed && !removed) {
            installed = true;
            try {
                Runtime.getRuntime().addShutdownHook(thread);
            } catch (IllegalStateException exiting) {
                LOG.log(Level.WARNING, "the JVM ends already; the framework is stopped by its launcher or not at all");
            }
        }
    }

    synchronized void remove() {
        removed = true;
        if (installed) {
            try {
                Runtime.getRuntime().removeShutdownHook(thread);
            } catch (IllegalStateException exiting) {
                // it runs, or has run
            }
        }
    }

    @Override
    public void run() {
        try {
            if (framework.getState() != Bundle.RESOLVED && isWanted()) {
                stop();
            }
        } catch (BundleException | RuntimeException e) {
            LOG.log(Level.ERROR, "framework cannot be stopped; it ends with the JVM", e);
        } catch (InterruptedException nobodyKnowsThisThread) {
            // then it ends with the JVM
        }
    }

    private boolean isWanted() {
        FrameworkStop now = policy.get();
        return now == FrameworkStop.ALWAYS || (now == FrameworkStop.AUTO && launcher.leavesFrameworkRunning());
    }

    private void stop() throws BundleException, InterruptedException {
        drain.drainFramework();
        Duration rest = drain.rest();
        framework.stop();
        // 0 would be for ever
        FrameworkEvent end = framework.waitForStop(Math.max(rest.toMillis(), 1));
        if (end.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            LOG.log(Level.WARNING, "framework has not stopped within " + rest + "; it ends with the JVM");
        }
    }
}

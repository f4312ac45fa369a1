package codestare.nursery.internal.work;

import java.lang.System.Logger.Level;

/** What a job finds on its thread, and what it leaves there. */
final class JobThread {
    private static final GuardedLog LOG = GuardedLog.of(JobThread.class);

    private JobThread() {}

    /** Makes a thread that of a job. */
    static void prepare(Thread thread, Job job) {
        if (thread.getContextClassLoader() != job.contextLoader()) {
            thread.setContextClassLoader(job.contextLoader());
        }
        try {
            String name = job.name();
            // tasks in a row often have the same name; the cheaper question comes first
            if (!name.equals(thread.getName())) {
                thread.setName(name);
            }
        } catch (OutOfMemoryError e) {
            // the heap has no room for the name: the job, which is taken, must run all the same
            return;
        }
    }

    static void tellBroken(Job job, Throwable e) {
        // a job tells its own errors; this one broke in the telling
        LOG.log(Level.ERROR, "job [" + job.name() + "] broke", e);
    }

    /** Takes away what a job may have left on the thread. */
    static void tidy(Thread thread) {
        Thread.interrupted();
        // a thread without a handler of its own has its group
        if (thread.getUncaughtExceptionHandler() != thread.getThreadGroup()) {
            thread.setUncaughtExceptionHandler(null);
        }
        if (thread.getPriority() != Thread.NORM_PRIORITY) {
            thread.setPriority(Thread.NORM_PRIORITY);
        }
    }

    /** Whoever keeps a thread that has ended keeps its context class loader: that of a consumer, or our own. */
    static void beNeutral() {
        Thread.currentThread().setContextClassLoader(null);
    }
}

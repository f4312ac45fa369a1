package codestare.nursery.jmx;

import codestare.nursery.runtime.TaskCounts;

/** Tells the counts of tasks one by one, as a client asks for them. */
abstract class CountingBean implements TaskTotals {
    /** As they are now. */
    abstract TaskCounts counts();

    @Override
    public long getActiveTasks() {
        return counts().active();
    }

    @Override
    public long getCreatedTasks() {
        return counts().created();
    }

    @Override
    public long getSucceededTasks() {
        return counts().succeeded();
    }

    @Override
    public long getFailedTasks() {
        return counts().failed();
    }

    @Override
    public long getCancelledTasks() {
        return counts().cancelled();
    }

    @Override
    public long getStraggledTasks() {
        return counts().straggled();
    }
}

package codestare.nursery.jmx;

import codestare.nursery.runtime.NurserySnapshot;

/** A nursery at one moment. */
final class NurseryRow implements NurseryData {
    private final NurserySnapshot nursery;

    NurseryRow(NurserySnapshot nursery) {
        this.nursery = nursery;
    }

    @Override
    public long getId() {
        return nursery.id();
    }

    @Override
    public String getName() {
        return nursery.name();
    }

    @Override
    public long getParent() {
        Long parent = nursery.parent();
        return parent == null ? 0 : parent;
    }

    @Override
    public boolean isClosing() {
        return nursery.closing();
    }

    @Override
    public long getAgeMillis() {
        return nursery.age().toMillis();
    }

    @Override
    public long getActiveTasks() {
        return nursery.tasks().size();
    }

    @Override
    public long getCreatedTasks() {
        return nursery.created();
    }

    @Override
    public long getFailedTasks() {
        return nursery.failures();
    }
}

package codestare.nursery.itest.consumer;

import codestare.nursery.Task;
import codestare.nursery.TaskAction;
import codestare.nursery.TaskNursery;
import codestare.nursery.itest.probe.Behaviour;
import codestare.nursery.itest.probe.Errand;
import codestare.nursery.itest.probe.Journal;
import codestare.nursery.itest.probe.Probe;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A nursery that is held by a consumer; called with the consumer's loader as context class loader, as a web container would. */
class NurseryProbe implements Probe {
    private final TaskNursery nursery;
    private final Journal journal;
    private final TaskBodies bodies;
    private final Map<String, Task<?>> tasks = new ConcurrentHashMap<>();

    NurseryProbe(TaskNursery nursery, Journal journal) {
        this.nursery = nursery;
        this.journal = journal;
        this.bodies = new TaskBodies(journal);
    }

    @Override
    public String nursery() {
        return nursery.name();
    }

    @Override
    public String loop() {
        return nursery.loop().name();
    }

    @Override
    public boolean closed() {
        return nursery.isClosed();
    }

    @Override
    public void start(String task, Behaviour behaviour) {
        start(task, bodies.of(task, behaviour));
    }

    @Override
    public void start(String task, Errand errand) {
        start(task, bodies.of(task, errand));
    }

    private void start(String task, TaskAction body) {
        withOwnLoader(() -> tasks.put(task, nursery.createTask(task, body)));
    }

    @Override
    public Probe open(String name) {
        return new NurseryProbe(nursery.open(name), journal);
    }

    @Override
    public void callback(String name) {
        withOwnLoader(() -> nursery.callback(() -> journal.note(name + " called")));
    }

    @Override
    public String outcome(String task) {
        Task<?> known = tasks.get(task);
        Throwable thrown = known.excInfo().exc();
        return known.status() + (thrown == null ? "" : " by " + thrown);
    }

    @Override
    public void close() {
        nursery.close();
    }

    private static void withOwnLoader(Runnable call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(NurseryProbe.class.getClassLoader());
        try {
            call.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

package codestare.nursery.internal.work;

import org.jspecify.annotations.Nullable;

/** Something a worker runs, under a name and with a context class loader. */
public interface Job extends Runnable {
    /** The name that the thread bears while it runs this job. */
    String name();

    /** The context class loader that the job sees; null is the bootstrap loader. */
    @Nullable
    ClassLoader contextLoader();
}

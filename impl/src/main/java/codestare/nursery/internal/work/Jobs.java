package codestare.nursery.internal.work;

import org.jspecify.annotations.Nullable;

/** Makes jobs of plain work. */
public final class Jobs {
    private Jobs() {}

    /** A job of ours, which sees our own class loader. */
    public static Job of(String name, Runnable work) {
        return of(name, Jobs.class.getClassLoader(), work);
    }

    /** A job that sees a consumer's class loader. */
    public static Job of(String name, @Nullable ClassLoader loader, Runnable work) {
        return new Job() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public @Nullable ClassLoader contextLoader() {
                return loader;
            }

            @Override
            public void run() {
                work.run();
            }
        };
    }
}

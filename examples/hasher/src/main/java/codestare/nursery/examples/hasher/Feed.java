package codestare.nursery.examples.hasher;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Where the files go that were found: to the report, which keeps their order, and to the lanes, which may fall behind. */
record Feed(BlockingQueue<Entry> work, Report report) {
    /** Adds a file; waits while the lanes have enough to do. */
    void add(Path path, byte[] name, @Nullable String expected) throws InterruptedException {
        Entry entry = new Entry(path, name, expected);
        report.add(entry);
        work.put(entry);
    }
}

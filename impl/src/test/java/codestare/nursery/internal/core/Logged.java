package codestare.nursery.internal.core;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the core and the tasks log while this is open: each line as {@code LEVEL words}, with the exception. */
final class Logged extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("codestare.nursery.internal");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    Logged() {
        logger.addHandler(this);
    }

    List<String> lines() {
        return records.stream()
                .map(line -> line.getLevel() + " " + line.getMessage()
                        + (line.getThrown() == null ? "" : " | " + line.getThrown()))
                .toList();
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}

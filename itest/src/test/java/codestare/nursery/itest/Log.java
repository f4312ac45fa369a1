package codestare.nursery.itest;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

/** What the product logs while a test runs, as text: a live record would keep the loader of its exception. */
public final class Log implements AutoCloseable {
    private static final Logger PRODUCT = Logger.getLogger("codestare.nursery");

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            lines.add(new Line(logged.getLevel(), textOf(logged)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Log() {}

    static Log start() {
        Log log = new Log();
        PRODUCT.setUseParentHandlers(false);
        PRODUCT.addHandler(log.handler);
        return log;
    }

    /** All messages. */
    public List<String> all() {
        return lines.stream().map(line -> line.text).collect(Collectors.toList());
    }

    /** What was left behind: name and stack. */
    List<String> stragglers() {
        return warnings().stream()
                .filter(text -> text.contains("is left behind"))
                .collect(Collectors.toList());
    }

    /** Messages of level warning and above, with the stacks of their exceptions. */
    public List<String> warnings() {
        return lines.stream()
                .filter(line -> line.level.intValue() >= Level.WARNING.intValue())
                .map(line -> line.text)
                .collect(Collectors.toList());
    }

    /** Drops what was logged so far. */
    public void forget() {
        lines.clear();
    }

    @Override
    public void close() {
        PRODUCT.removeHandler(handler);
        PRODUCT.setUseParentHandlers(true);
    }

    private static String textOf(LogRecord logged) {
        StringWriter text = new StringWriter();
        text.append(new SimpleFormatter().formatMessage(logged));
        if (logged.getThrown() != null) {
            text.append('\n');
            logged.getThrown().printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    private static final class Line {
        final Level level;
        final String text;

        Line(Level level, String text) {
            this.level = level;
            this.text = text;
        }
    }
}

package codestare.nursery;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An {@link ExcInfo} in strings only, for everything that outlives the bundle whose code failed.
 *
 * @param className the name of the exception's class; empty if there is no exception
 * @param message the message of the exception
 * @param trace the rendered trace, lines ended by a line feed; empty if there is none
 * @param causes the causes, nearest first, each as its {@code toString}; unmodifiable
 * @since 1.0
 */
public record DetachedExcInfo(String className, @Nullable String message, String trace, List<String> causes) {
    /**
     * The record of no exception.
     *
     * @since 1.0
     */
    public static final DetachedExcInfo NONE = new DetachedExcInfo("", null, "", List.of());

    /**
     * Copies the list of causes.
     *
     * @param className see {@link #className}
     * @param message see {@link #message}
     * @param trace see {@link #trace}
     * @param causes see {@link #causes}
     * @since 1.0
     */
    public DetachedExcInfo {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(trace, "trace");
        causes = List.copyOf(Objects.requireNonNull(causes, "causes"));
    }

    static DetachedExcInfo of(ExcInfo info) {
        Throwable exc = info.exc();
        if (exc != null) {
            return new DetachedExcInfo(exc.getClass().getName(), messageOf(exc), traceOf(exc), causesOf(exc));
        }
        Class<? extends Throwable> type = info.excType();
        List<StackTraceElement> frames = info.traceback();
        if (type == null && frames == null) {
            return NONE;
        }
        String trace = frames == null
                ? ""
                : frames.stream().map(frame -> "\tat " + frame + "\n").collect(Collectors.joining());
        return new DetachedExcInfo(type == null ? "" : type.getName(), null, trace, List.of());
    }

    // The methods of a foreign exception may themselves fail; the report of a failure must not.

    private static @Nullable String messageOf(Throwable exc) {
        try {
            return exc.getMessage();
        } catch (RuntimeException | LinkageError | StackOverflowError failed) {
            return "<getMessage() threw " + failed.getClass().getName() + ">";
        }
    }

    private static String wordsOf(Throwable exc) {
        try {
            return String.valueOf(exc);
        } catch (RuntimeException | LinkageError | StackOverflowError failed) {
            return exc.getClass().getName() + ": <toString() threw "
                    + failed.getClass().getName() + ">";
        }
    }

    private static String traceOf(Throwable exc) {
        StringWriter text = new StringWriter();
        try (PrintWriter writer = new PrintWriter(text)) {
            exc.printStackTrace(writer);
        } catch (RuntimeException | LinkageError | StackOverflowError failed) {
            text.append("<printStackTrace() threw ")
                    .append(failed.getClass().getName())
                    .append(">\n");
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static List<String> causesOf(Throwable exc) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(exc);
        List<String> causes = new ArrayList<>();
        Throwable cause = causeOf(exc);
        while (cause != null && seen.add(cause)) {
            causes.add(wordsOf(cause));
            cause = causeOf(cause);
        }
        return causes;
    }

    private static @Nullable Throwable causeOf(Throwable exc) {
        try {
            return exc.getCause();
        } catch (RuntimeException | LinkageError | StackOverflowError failed) {
            return null;
        }
    }
}

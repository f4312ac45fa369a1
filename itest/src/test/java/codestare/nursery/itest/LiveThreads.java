package codestare.nursery.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** The live threads of this JVM, virtual ones too. */
public final class LiveThreads {
    // a header of a thread in a dump: #12 "name" virtual 2025-...
    private static final Pattern HEADER = Pattern.compile("^#\\d+ \"([^\"]*)\"", Pattern.MULTILINE);

    private LiveThreads() {}

    public static List<String> names() {
        List<String> names = new ArrayList<>();
        Matcher header = HEADER.matcher(dump());
        while (header.find()) {
            names.add(header.group(1));
        }
        return names;
    }

    /** Waits until no thread has this text in its name; false if there is still one at the limit. */
    public static boolean vanish(String text, Duration limit) {
        return Limit.comesTrue(limit, () -> names().stream().noneMatch(name -> name.contains(text)));
    }

    /** Names and stacks. */
    static String dump() {
        return Runtime.version().feature() < 21 ? dumpOfPlatformThreads() : dumpOfAllThreads();
    }

    private static String dumpOfPlatformThreads() {
        StringBuilder dump = new StringBuilder();
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            dump.append('#').append(thread.getKey().getId());
            dump.append(" \"").append(thread.getKey().getName()).append("\"\n");
            for (StackTraceElement frame : thread.getValue()) {
                dump.append("      ").append(frame).append('\n');
            }
        }
        return dump.toString();
    }

    // Thread.getAllStackTraces leaves virtual threads out; the diagnostic bean has this operation from 21 on
    private static String dumpOfAllThreads() {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path file = folder.resolve("dump.txt");
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                            "dumpThreads",
                            new Object[] {file.toString(), "TEXT_PLAIN"},
                            new String[] {String.class.getName(), String.class.getName()});
            String dump = Files.readString(file);
            Files.delete(file);
            Files.delete(folder);
            return dump;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}

package codestare.nursery.itest.program;

import codestare.nursery.itest.SignalHandlers;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Launches two frameworks in one JVM, [first] and [second], then stops those that the system property {@code itest.stops}
 * names. The arguments are those of {@link BareLauncher}.
 */
public final class TwinLauncher {
    private TwinLauncher() {}

    public static void main(String... args) throws Exception {
        List<String> handlers = SignalHandlers.types();
        List<String> locations = List.of(args).subList(1, args.length);
        BareLauncher first = new BareLauncher(args[0] + "-first", "first ");
        first.launch(locations);
        BareLauncher second = new BareLauncher(args[0] + "-second", "second ");
        second.launch(locations);
        for (String name : System.getProperty("itest.stops", "").split(" ")) {
            switch (name) {
                case "first" -> first.stop();
                case "second" -> second.stop();
                default -> {}
            }
        }
        System.out.println("note: handlers are " + (SignalHandlers.types().equals(handlers) ? "as before" : "others"));
        System.out.println("note: done");
        new CountDownLatch(1).await();
    }
}

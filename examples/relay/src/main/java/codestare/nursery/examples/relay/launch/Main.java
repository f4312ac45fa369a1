package codestare.nursery.examples.relay.launch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** Starts the relay in an embedded Felix. */
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private Main() {}

    /**
     * Runs until the relay ends.
     *
     * <p>Exit status: 1 if it cannot start or listen, 2 for a wrong command line, 130 after Ctrl+C.
     *
     * @param args as {@code --help} tells
     * @throws Exception if no framework can be made
     */
    public static void main(String[] args) throws Exception {
        if (Options.askForHelp(args)) {
            System.out.print(Options.USAGE);
            return;
        }
        try {
            run(Options.parse(args));
        } catch (IllegalArgumentException e) {
            System.err.printf("relay: %s%n%n%s", e.getMessage(), Options.USAGE);
            System.exit(WRONG_USE);
        }
    }

    private static void run(Options options) throws Exception {
        Logger log = oneLineLogger();
        Container container = new Container(options.frameworkProperties());
        // a signal ends the JVM, and the JVM ends the framework by this hook; otherwise it finds nothing left to do
        Runtime.getRuntime().addShutdownHook(new Thread(container::close, "relay-stop"));
        int status;
        try {
            container.start(ownJar());
            status = container.program().call();
        } catch (CancellationException stopped) {
            // who stops the relay, a signal for example, ends the process too, and knows the status
            container.awaitStop();
            return;
        } catch (Exception e) {
            log.log(Level.ERROR, "relay has failed", e);
            status = FAILED;
        }
        container.close(); // not left to the hook, which runs beside the one that ends logging
        System.exit(status);
    }

    private static Logger oneLineLogger() {
        String key = "java.util.logging.SimpleFormatter.format";
        if (System.getProperty(key) == null) {
            System.setProperty(key, "%1$tT.%1$tL %4$-7s %5$s%6$s%n");
        }
        return System.getLogger(Main.class.getName());
    }

    private static Path ownJar() throws URISyntaxException {
        return Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}

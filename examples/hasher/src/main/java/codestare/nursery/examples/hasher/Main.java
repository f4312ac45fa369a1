package codestare.nursery.examples.hasher;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command line of the hasher. */
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    // what stands on standard error is for people; kept here, as a logger that nobody holds forgets its level
    private static final Logger QUIET = Logger.getLogger("codestare.nursery");

    private Main() {}

    /**
     * Hashes or checks, and ends the JVM.
     *
     * <p>Exit status: 0, or 1 if a file could not be read or is not as its list says, 2 for a wrong command line, 130 after
     * Ctrl+C, 143 after TERM.
     *
     * @param args as {@code --help} tells
     * @throws Exception what nobody expects
     */
    public static void main(String[] args) throws Exception {
        if (List.of(args).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        QUIET.setLevel(Level.WARNING);
        try {
            Options options = Options.parse(args);
            System.exit(new Hashing(options, Report.ofProcess(options.check())).call());
        } catch (IllegalArgumentException e) {
            System.err.printf("hasher: %s%n%n%s", e.getMessage(), Options.USAGE);
            System.exit(WRONG_USE);
        } catch (IOException e) {
            System.err.printf("hasher: write error: %s%n", e.getMessage());
            System.exit(FAILED);
        } catch (InterruptedException stopped) {
            // who stops the program, a signal, ends the process too, and knows the status
        }
    }
}

package codestare.nursery.itest.guest;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a guest tells whoever has started the process. */
public final class Notes {
    /** Before each line, so that it is told apart from what the container prints. */
    private static final String MARK = "note: ";

    /** That of the process: Karaf leads {@code System.out} to whoever gave the command. */
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private Notes() {}

    public static void note(String line) {
        OUT.println(MARK + line);
    }

    public static void whenTheJvmEnds(String line) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> note(line)));
    }
}

package codestare.nursery.examples.hasher;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One file to be hashed, and the line of output that came of it. */
final class Entry {
    /** Tells a lane that no more files come. */
    static final Entry END = new Entry(Path.of(""), new byte[0], null);

    private final Path path;
    private final byte[] name;
    private final @Nullable String expected;
    // empty if it has none; null while it is not done. Guarded by the report
    private byte @Nullable [] line;

    /** @param expected the hash that the file should have, or null if it is only asked for */
    Entry(Path path, byte[] name, @Nullable String expected) {
        this.path = path;
        this.name = name;
        this.expected = expected;
    }

    Path path() {
        return path;
    }

    /** The bytes of the name as the file system has them. */
    byte[] name() {
        return name;
    }

    @Nullable
    String expected() {
        return expected;
    }

    byte @Nullable [] line() {
        return line;
    }

    void done(byte[] newLine) {
        line = newLine;
    }
}

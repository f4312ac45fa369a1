package codestare.nursery.examples.hasher;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What is printed: a line for each file, in the order in which the files were found, and on standard error what went wrong.
 *
 * <p>A line waits for those before it; who ends the program in the middle gets all that is done.
 */
final class Report implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final boolean check;
    private final OutputStream out;
    private final OutputStream err;
    private final LongAdder bytes = new LongAdder();
    // all that follows is guarded by this
    private final Deque<Entry> open = new ArrayDeque<>();
    private long files;
    private long unreadable;
    private long mismatched;
    private long malformed;
    private boolean failed;
    private @Nullable IOException outputBroken;
    private boolean complete;
    private boolean lineOfProgress;

    Report(boolean check, OutputStream out, OutputStream err) {
        this.check = check;
        this.out = new BufferedOutputStream(out, BUFFER);
        this.err = err;
    }

    /** One that prints on the streams of the process: bytes, as names are. */
    static Report ofProcess(boolean check) {
        return new Report(check, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    }

    // ---- what finds files tells

    synchronized void add(Entry entry) {
        open.add(entry);
    }

    /** Something that was looked for cannot be read; it has no line. */
    synchronized void failed(Path path, Unreadable failure) {
        failed = true;
        tell(FileName.bytes(path), failure.reason());
    }

    /** A list has been read. */
    synchronized void listed(Path list, int found, int others) {
        malformed += others;
        if (found == 0) {
            failed = true;
            tell(FileName.bytes(list), "no properly formatted checksum lines found");
        }
    }

    // ---- what lanes tell

    /** Counts what was read, for who watches. */
    void count(int read) {
        bytes.add(read);
    }

    void hashed(Entry entry, String hash) throws IOException {
        if (!check) {
            end(entry, lineOf(hash + "  ", entry.name(), "", FileName.isAwkward(entry.name())));
        } else if (hash.equals(entry.expected())) {
            end(entry, verdict(entry, "OK"));
        } else {
            synchronized (this) {
                mismatched++;
            }
            end(entry, verdict(entry, "FAILED"));
        }
    }

    void unreadable(Entry entry, String reason) throws IOException {
        synchronized (this) {
            unreadable++;
            tell(entry.name(), reason);
        }
        end(entry, check ? verdict(entry, "FAILED open or read") : new byte[0]);
    }

    private static byte[] verdict(Entry entry, String words) {
        // here, sha256sum escapes only what would break the line
        return lineOf("", entry.name(), ": " + words, FileName.hasLineFeed(entry.name()));
    }

    private static byte[] lineOf(String before, byte[] name, String after, boolean escape) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(before.length() + name.length + after.length() + 2);
        if (escape) {
            line.write('\\');
        }
        line.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
        line.writeBytes(escape ? FileName.escaped(name) : name);
        line.writeBytes(after.getBytes(StandardCharsets.US_ASCII));
        line.write('\n');
        return line.toByteArray();
    }

    private synchronized void end(Entry entry, byte[] line) throws IOException {
        entry.done(line);
        files++;
        for (Entry first = open.peek(); first != null && first.line() != null; first = open.peek()) {
            print(open.remove());
        }
    }

    private void print(Entry entry) throws IOException {
        byte[] line = entry.line();
        if (line == null || outputBroken != null) {
            return;
        }
        try {
            out.write(line);
        } catch (IOException e) {
            outputBroken = e;
            throw e;
        }
    }

    private void flush() throws IOException {
        if (outputBroken != null) {
            return;
        }
        try {
            out.flush();
        } catch (IOException e) {
            outputBroken = e;
            throw e;
        }
    }

    // ---- who watches

    /** Hands on what has been printed, and shows how far it is. */
    synchronized void tick(boolean showProgress) throws IOException {
        flush();
        if (showProgress) {
            lineOfProgress = true;
            say(String.format("\r%,d files, %,d MB\u001b[K", files, bytes.sum() / 1_000_000));
        }
    }

    private void clearProgress() {
        if (lineOfProgress) {
            lineOfProgress = false;
            say("\r\u001b[K");
        }
    }

    private void tell(byte[] name, String reason) {
        clearProgress();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes("hasher: ".getBytes(StandardCharsets.US_ASCII));
        line.writeBytes(FileName.isAwkward(name) ? FileName.escaped(name) : name);
        line.writeBytes((": " + reason + "\n").getBytes(StandardCharsets.UTF_8));
        say(line.toByteArray());
    }

    private void say(String words) {
        say(words.getBytes(StandardCharsets.UTF_8));
    }

    private void say(byte[] words) {
        try {
            err.write(words);
        } catch (IOException e) {
            // nobody listens
        }
    }

    // ---- the end

    /**
     * Takes note that no more comes.
     *
     * @throws InterruptedException if a file is not done: the run was ended by somebody else
     */
    synchronized void requireComplete() throws InterruptedException {
        if (!open.isEmpty()) {
            throw new InterruptedException();
        }
        complete = true;
    }

    /**
     * Tells whether everything could be printed so far.
     *
     * @throws IOException if not
     */
    synchronized void requireOutput() throws IOException {
        if (outputBroken != null) {
            throw outputBroken;
        }
    }

    /** 0, or 1 if anything was not as it should be. */
    synchronized int status() {
        return failed || unreadable > 0 || mismatched > 0 ? 1 : 0;
    }

    /** Prints what is done, also behind what is not. */
    @Override
    public synchronized void close() throws IOException {
        clearProgress();
        long left = 0;
        for (Entry entry : open) {
            print(entry);
            left += entry.line() == null ? 1 : 0;
        }
        open.clear();
        flush();
        if (outputBroken != null) {
            return;
        }
        if (!complete) {
            say(String.format("hasher: ended early; %d files are done, %d are known and not done%n", files, left));
        } else if (check) {
            warn(malformed, "line is improperly formatted", "lines are improperly formatted");
            warn(unreadable, "listed file could not be read", "listed files could not be read");
            warn(mismatched, "computed checksum did NOT match", "computed checksums did NOT match");
        }
    }

    private void warn(long count, String one, String many) {
        if (count > 0) {
            say(String.format("hasher: WARNING: %d %s%n", count, count == 1 ? one : many));
        }
    }
}

package codestare.nursery.examples.hasher;

import codestare.nursery.TaskAction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;

/** Hashes one file after the other. */
final class Lane implements TaskAction {
    private static final int BUFFER = 128 * 1024;

    private final BlockingQueue<Entry> work;
    private final Report report;
    private final MessageDigest digest;
    private final byte[] bytes = new byte[BUFFER];

    Lane(BlockingQueue<Entry> work, Report report) {
        this.work = work;
        this.report = report;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256, but this one", e);
        }
    }

    @Override
    public void run() throws IOException, InterruptedException {
        for (Entry entry = work.take(); entry != Entry.END; entry = work.take()) {
            try {
                report.hashed(entry, hash(entry));
            } catch (ClosedByInterruptException stopped) {
                throw stopped;
            } catch (Unreadable e) {
                report.unreadable(entry, e.reason());
            }
        }
    }

    private String hash(Entry entry) throws ClosedByInterruptException, Unreadable {
        digest.reset();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try (FileChannel file = FileChannel.open(entry.path(), StandardOpenOption.READ)) {
            for (int read = file.read(buffer); read >= 0; read = file.read(buffer.clear())) {
                digest.update(bytes, 0, read);
                report.count(read);
            }
        } catch (ClosedByInterruptException stopped) {
            throw stopped;
        } catch (IOException e) {
            throw new Unreadable(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

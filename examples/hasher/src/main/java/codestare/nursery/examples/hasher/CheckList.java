package codestare.nursery.examples.hasher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads a list that this program or {@code sha256sum} has printed, and finds the files in it. */
final class CheckList {
    private static final int HASH = 64;
    private static final Pattern HEAD = Pattern.compile("[0-9a-fA-F]{" + HASH + "} [ *]");

    private final Feed feed;
    private final Report report;

    CheckList(Feed feed, Report report) {
        this.feed = feed;
        this.report = report;
    }

    void read(String list) throws InterruptedException {
        Path path = Path.of(list);
        int files = 0;
        int others = 0;
        try (InputStream lines = Files.newInputStream(path)) {
            byte[] all = lines.readAllBytes();
            int start = 0;
            while (start < all.length) {
                int end = start;
                while (end < all.length && all[end] != '\n') {
                    end++;
                }
                if (add(Arrays.copyOfRange(all, start, end))) {
                    files++;
                } else {
                    others++;
                }
                start = end + 1;
            }
        } catch (IOException e) {
            report.failed(path, new Unreadable(e));
            return;
        }
        report.listed(path, files, others);
    }

    /** Returns whether the line tells of a file. */
    private boolean add(byte[] line) throws InterruptedException {
        boolean escaped = line.length > 0 && line[0] == '\\';
        int start = escaped ? 1 : 0;
        int head = start + HASH + 2;
        if (line.length <= head || !HEAD.matcher(ascii(line, start, head)).matches()) {
            return false;
        }
        byte[] written = Arrays.copyOfRange(line, head, line.length);
        byte[] name = escaped ? FileName.unescaped(written) : written;
        if (name == null || ascii(name, 0, name.length).indexOf('\0') >= 0) {
            return false;
        }
        feed.add(FileName.path(name), name, ascii(line, start, start + HASH).toLowerCase(Locale.ROOT));
        return true;
    }

    private static String ascii(byte[] line, int start, int end) {
        return new String(line, start, end - start, StandardCharsets.ISO_8859_1);
    }
}

package codestare.nursery.examples.hasher;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file's name, whatever the locale makes of them, and how {@code sha256sum} writes them.
 *
 * <p>A path shows itself as characters of the locale, which has no place for some names. Its URI spells the bytes, so a name
 * that is not plain ASCII goes that way.
 */
final class FileName {
    private FileName() {}

    /** The bytes of a path as it is, relative or not. */
    static byte[] bytes(Path path) {
        String shown = path.toString();
        if (isAscii(shown)) {
            return shown.getBytes(StandardCharsets.US_ASCII);
        }
        byte[] absolute = absoluteBytes(path);
        return path.isAbsolute()
                ? absolute
                : Arrays.copyOfRange(absolute, absoluteBytes(Path.of("")).length + 1, absolute.length);
    }

    /** The path with this name. */
    static Path path(byte[] name) {
        String ascii = new String(name, StandardCharsets.ISO_8859_1);
        if (isAscii(ascii)) {
            return Path.of(ascii);
        }
        StringBuilder uri = new StringBuilder("file://");
        if (name[0] != '/') {
            uri.append(Path.of("").toUri().getRawPath());
        }
        for (byte b : name) {
            boolean plain = b == '/' || (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
            uri.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return Path.of(URI.create(uri.toString()));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static byte[] absoluteBytes(Path path) {
        String spelled = path.toUri().getRawPath();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < spelled.length()) {
            if (spelled.charAt(at) == '%') {
                bytes.write(Integer.parseInt(spelled, at + 1, at + 3, 16));
                at += 3;
            } else {
                bytes.write(spelled.charAt(at));
                at++;
            }
        }
        byte[] all = bytes.toByteArray();
        // a folder's URI ends with a slash
        return all.length > 1 && all[all.length - 1] == '/' ? Arrays.copyOf(all, all.length - 1) : all;
    }

    /** Whether a name must be escaped, and its line begin with a backslash. */
    static boolean isAwkward(byte[] name) {
        for (byte b : name) {
            if (b == '\\' || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    static boolean hasLineFeed(byte[] name) {
        for (byte b : name) {
            if (b == '\n') {
                return true;
            }
        }
        return false;
    }

    /** The name without line ends. */
    static byte[] escaped(byte[] name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte b : name) {
            switch (b) {
                case '\\' -> bytes.writeBytes(new byte[] {'\\', '\\'});
                case '\n' -> bytes.writeBytes(new byte[] {'\\', 'n'});
                case '\r' -> bytes.writeBytes(new byte[] {'\\', 'r'});
                default -> bytes.write(b);
            }
        }
        return bytes.toByteArray();
    }

    /** The opposite of {@link #escaped}; null if it is no escaped name. */
    static byte @Nullable [] unescaped(byte[] written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean afterBackslash = false;
        for (byte b : written) {
            if (!afterBackslash && b == '\\') {
                afterBackslash = true;
                continue;
            }
            int meant = !afterBackslash ? b : b == 'n' ? '\n' : b == 'r' ? '\r' : b == '\\' ? '\\' : -1;
            if (afterBackslash && meant < 0) {
                return null;
            }
            bytes.write(meant);
            afterBackslash = false;
        }
        if (afterBackslash) {
            return null;
        }
        return bytes.toByteArray();
    }
}

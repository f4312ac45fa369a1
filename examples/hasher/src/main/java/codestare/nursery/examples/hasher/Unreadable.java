package codestare.nursery.examples.hasher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** A file that cannot be read, for a reason in the words of the system. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(IOException cause) {
        super(reasonOf(cause), cause);
    }

    String reason() {
        return Objects.requireNonNull(getMessage());
    }

    private static String reasonOf(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "Permission denied";
        }
        String reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return Objects.requireNonNullElseGet(reason, failure::toString);
    }
}

package codestare.nursery.internal.core;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a thread is, as an exception to be logged: of those a log prints the stack, while it may cut a message off.
 *
 * <p>Some logs keep what they were given, for longer than bundles live. So it is an object of the JDK, made of strings: the
 * classes of the frames, and the stack of the thread that looks, which the JDK keeps beside them, are lost in a copy.
 */
final class Whereabouts {
    private Whereabouts() {}

    /** Null if there is no thread. */
    static @Nullable Throwable of(@Nullable Thread thread) {
        if (thread == null) {
            return null;
        }
        Throwable stack = new Throwable("stack of thread [" + thread.getName() + "]");
        stack.setStackTrace(thread.getStackTrace());
        try {
            return copy(stack);
        } catch (IOException | ClassNotFoundException | RuntimeException refused) {
            // by a filter of this process; the classes are held for as long as the log keeps it
            return stack;
        }
    }

    private static Throwable copy(Throwable stack) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(stack);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            // in the place of one for the whole process, which may refuse everything
            in.setObjectInputFilter(ObjectInputFilter.Config.createFilter("java.base/*;!*"));
            return (Throwable) in.readObject();
        }
    }
}

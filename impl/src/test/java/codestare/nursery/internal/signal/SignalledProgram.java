package codestare.nursery.internal.signal;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A process for signals. It obeys lines on standard input and answers each with one on standard output; the hooks live in
 * a class loader of their own, as in a bundle.
 */
final class SignalledProgram {
    private URLClassLoader bundle = bundle();
    private UnaryOperator<String> inside = inside(bundle);
    // the last one
    private ForeignHandler foreign;

    public static void main(String[] args) throws Exception {
        SignalledProgram program = new SignalledProgram();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(program.obey(line));
        }
    }

    private SignalledProgram() throws Exception {}

    private String obey(String command) throws Exception {
        String[] words = command.split(" ");
        switch (words[0]) {
            case "foreign":
                foreign = new ForeignHandler(words[1], words.length > 2);
                foreign.take();
                return "foreign handler takes " + words[1];
            case "goes":
                foreign.leave();
                return "foreign handler has gone";
            case "default":
                return ForeignHandler.leaveToSystem(words[1]);
            case "exit":
                new Thread(new Exit(Integer.parseInt(words[1]))).start();
                return "exiting";
            case "shut":
                bundle.close();
                return "content shut";
            case "hook":
                Runtime.getRuntime().addShutdownHook(new Thread(new Hook(words.length > 1 ? inside : null)));
                return "hooked";
            case "forget":
                return forget();
            default:
                return inside.apply(command);
        }
    }

    private String forget() throws Exception {
        ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = new WeakReference<>(bundle, queue);
        bundle = bundle();
        inside = inside(bundle);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(45);
        while (System.nanoTime() < end) {
            System.gc();
            if (queue.remove(50) != null) {
                return "collected";
            }
        }
        return "held " + loader.get();
    }

    private static URLClassLoader bundle() throws Exception {
        String[] path = System.getProperty("java.class.path").split(System.getProperty("path.separator"));
        URL[] urls = new URL[path.length];
        Arrays.setAll(urls, i -> url(path[i]));
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (Exception e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static UnaryOperator<String> inside(ClassLoader loader) throws Exception {
        return (UnaryOperator<String>) loader.loadClass("codestare.nursery.internal.signal.SignalledBundle")
                .getDeclaredConstructor()
                .newInstance();
    }

    private static final class Exit implements Runnable {
        private final int status;

        Exit(int status) {
            this.status = status;
        }

        @Override
        public void run() {
            System.exit(status);
        }
    }

    /** A JVM hook that says so; with a bundle it is stopped there, as a launcher does, and the hook never ends. */
    private static final class Hook implements Runnable {
        private final UnaryOperator<String> bundle;

        Hook(UnaryOperator<String> bundle) {
            this.bundle = bundle;
        }

        @Override
        public void run() {
            System.out.println("hook");
            if (bundle != null) {
                System.out.println(bundle.apply("close"));
                SignalledBundle.block();
            }
        }
    }
}

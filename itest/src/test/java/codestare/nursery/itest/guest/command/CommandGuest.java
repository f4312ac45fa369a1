package codestare.nursery.itest.guest.command;

import codestare.nursery.itest.guest.Notes;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import sun.misc.Signal;

/**
 * Gives one command when the JVM gets WINCH, which does nothing by itself: {@code shutdown}, or {@code stop} or {@code update}
 * of the bundle [guest]; the system property {@code guest.command} says which.
 */
public final class CommandGuest implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        String command = System.getProperty("guest.command", "");
        if (List.of("shutdown", "stop", "update").contains(command)) {
            Signal.handle(new Signal("WINCH"), signal -> give(command, context));
            Notes.note("command may come");
        }
    }

    private static void give(String command, BundleContext context) {
        Bundle guest = Stream.of(context.getBundles())
                .filter(bundle -> "guest".equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
        try {
            switch (command) {
                case "shutdown" -> context.getBundle(0).stop();
                case "stop" -> guest.stop();
                default -> guest.update();
            }
            Notes.note("command done");
        } catch (BundleException e) {
            Notes.note("command failed: " + e);
        }
    }

    @Override
    public void stop(BundleContext context) {}
}

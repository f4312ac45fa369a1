package codestare.nursery.gogo;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;

/** Colours a line where a terminal shows it; a pipe, a file and a dumb terminal get plain text. */
enum Paint {
    BOLD("1"),
    RED("31"),
    YELLOW("33");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    String on(CommandSession session, String text) {
        return shows(session) ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static boolean shows(CommandSession session) {
        // set by shells that have a terminal; what is piped on to another command has none even there
        return session.get("TERM") instanceof CharSequence type
                && !type.toString().equals("dumb")
                && goesToTerminal();
    }

    private static boolean goesToTerminal() {
        Process process = Process.Utils.current();
        return process != null && process.isTty(1);
    }
}

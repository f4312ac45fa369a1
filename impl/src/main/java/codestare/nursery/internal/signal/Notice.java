package codestare.nursery.internal.signal;

import codestare.nursery.runtime.SignalState;
import codestare.nursery.runtime.SignalStatus;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The line that tells, at the first installation, what signals do to this process. */
final class Notice {
    private Notice() {}

    static String of(List<SignalStatus> statuses) {
        StringJoiner each = new StringJoiner(", ", "signals [", "]").setEmptyValue("signals [none]");
        StringJoiner deadly = new StringJoiner(" and ");
        boolean absent = false;
        for (SignalStatus status : statuses) {
            String name = status.name();
            each.add(name + " " + status.state().name().toLowerCase(Locale.ROOT));
            absent |= status.state() == SignalState.ABSENT;
            if (status.state() == SignalState.REFUSED && (name.equals("TERM") || name.equals("INT"))) {
                deadly.add(name);
            }
        }
        if (absent) {
            return each + " for want of jdk.unsupported, so the JVM shutdown hook does their work;"
                    + " add that module to have a second signal hurry";
        }
        if (deadly.length() > 0) {
            String end = deadly.toString().contains(" ") ? " end" : " ends";
            return each + " and " + deadly + end
                    + " the process at once and nothing can run; start the JVM without -Xrs";
        }
        return each.toString();
    }
}

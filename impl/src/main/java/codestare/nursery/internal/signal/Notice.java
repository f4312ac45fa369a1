package codestare.nursery.internal.signal;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The line that tells, at the first installation, what signals do to this process. */
final class Notice {
    private Notice() {}

    static String of(Map<String, SignalState> states) {
        StringJoiner each = new StringJoiner(", ", "signals [", "]").setEmptyValue("signals [none]");
        StringJoiner deadly = new StringJoiner(" and ");
        states.forEach((name, state) -> {
            each.add(name + " " + state.name().toLowerCase(Locale.ROOT));
            if (state == SignalState.REFUSED && (name.equals("TERM") || name.equals("INT"))) {
                deadly.add(name);
            }
        });
        if (states.containsValue(SignalState.ABSENT)) {
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

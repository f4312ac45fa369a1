package codestare.nursery.itest.matrix;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where work runs. */
enum Container {
    PLAIN("A plain JVM", EnumSet.of(End.TERM, End.INT, End.HUP, End.SECOND_TERM, End.EXIT)),
    FELIX("Felix 7.0.5, by its launcher", EnumSet.complementOf(EnumSet.of(End.UNINSTALL))),
    EQUINOX("Equinox 3.24.300, by itself", EnumSet.complementOf(EnumSet.of(End.UNINSTALL))),
    KARAF("Karaf 4.4.10, `bin/karaf daemon`", EnumSet.allOf(End.class)),
    KARAF_WITHOUT_SIGTERM(
            "Karaf 4.4.10, `bin/karaf daemon` with `karaf.handle.sigterm=false`",
            EnumSet.of(End.TERM, End.INT, End.HUP, End.SECOND_TERM, End.EXIT)),
    KARAF_SERVER("Karaf 4.4.10, `bin/karaf server`, signals to the script", EnumSet.of(End.TERM, End.INT)),
    KARAF_EXEC(
            "Karaf 4.4.10, `KARAF_EXEC=exec bin/karaf server`, signals to the script", EnumSet.of(End.TERM, End.INT));

    private final String title;
    private final Set<End> ends;

    Container(String title, Set<End> ends) {
        this.title = title;
        this.ends = ends;
    }

    String title() {
        return title;
    }

    /** The ways of ending that it has. */
    Set<End> ends() {
        return ends;
    }

    boolean isKaraf() {
        return compareTo(KARAF) >= 0;
    }

    /** What the environment of the launcher script has. */
    Map<String, String> environment() {
        return this == KARAF_EXEC ? Map.of("KARAF_EXEC", "exec") : Map.of();
    }

    /** The argument of the launcher script. */
    String mode() {
        return this == KARAF_SERVER || this == KARAF_EXEC ? "server" : "daemon";
    }
}

package codestare.nursery.internal.program;

import java.util.LinkedHashSet;
import java.util.Set;

/** A failure by the name of who failed: a task or an exit callback. */
final class Fault {
    private final String name;
    private final boolean error;
    private final Set<Fault> suppressed = new LinkedHashSet<>();
    private final Set<Fault> perhaps = new LinkedHashSet<>();

    /** @param error whether it is an {@link Error}, which wins over exceptions */
    Fault(String name, boolean error) {
        this.name = name;
        this.error = error;
    }

    String name() {
        return name;
    }

    boolean isError() {
        return error;
    }

    /** Suppresses one of some, of which nobody knows which; the one if it is alone. */
    void suppressOneOf(Set<Fault> others) {
        (others.size() == 1 ? suppressed : perhaps).addAll(others);
    }

    void suppressAll(Set<Fault> others) {
        others.stream().filter(other -> other != this).forEach(suppressed::add);
    }

    /** Adds the names of this one and of all that it tells of. */
    void addTold(Set<String> names, boolean withPerhaps) {
        if (names.add(name)) {
            suppressed.forEach(other -> other.addTold(names, withPerhaps));
            if (withPerhaps) {
                perhaps.forEach(other -> other.addTold(names, true));
            }
        }
    }

    @Override
    public String toString() {
        return name + (error ? "!" : "");
    }
}

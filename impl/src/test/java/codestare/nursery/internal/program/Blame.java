package codestare.nursery.internal.program;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Promise 5: the error that travels down a stack. One is the first, which exit callbacks see, and the others are told
 * beside it.
 *
 * <p>Tasks that end together fail in any order: then each of them may be the first, and the rest are beside it.
 */
final class Blame {
    private Set<Fault> first = Set.of();
    private final Set<Fault> beside = new LinkedHashSet<>();

    static Blame of(Iterable<Set<Fault>> failures) {
        Blame blame = new Blame();
        failures.forEach(blame::join);
        return blame;
    }

    boolean isNone() {
        return first.isEmpty();
    }

    /** What may be the first. */
    Set<Fault> first() {
        return first;
    }

    /** All that are told by themselves. */
    Set<Fault> all() {
        Set<Fault> all = new LinkedHashSet<>(first);
        all.addAll(beside);
        return all;
    }

    /** Tasks failed together. An error wins over exceptions. */
    void join(Set<Fault> together) {
        Set<Fault> leading = leading(together);
        Set<Fault> before = first;
        if (before.isEmpty()) {
            first = leading;
        } else if (!isError(before) && isError(leading)) {
            first = leading;
            beside.addAll(before);
        }
        beside.addAll(together);
        beside.removeAll(first);
    }

    /** A child nursery closed with that. */
    void join(Blame child) {
        join(child.first);
        join(child.beside);
    }

    /** An exit callback threw: the older error is suppressed in what it threw, but an error in no exception. */
    void replaceBy(Fault thrown) {
        if (isError(first) && !thrown.isError()) {
            first.forEach(error -> error.suppressAll(Set.of(thrown)));
        } else {
            thrown.suppressOneOf(first);
            if (first.size() > 1) {
                beside.addAll(first);
            }
            first = Set.of(thrown);
        }
    }

    void suppress() {
        first = Set.of();
        beside.clear();
    }

    /** Promise 2: what was thrown once is not thrown again. */
    void forget(Set<Fault> told) {
        beside.removeAll(told);
        first = without(first, told);
        if (first.isEmpty()) {
            Set<Fault> rest = Set.copyOf(beside);
            beside.clear();
            join(rest);
        }
    }

    /** The names of all that are told, suppressed ones included. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        all().forEach(fault -> fault.addTold(names, false));
        return names;
    }

    /** The same, and those that may be suppressed in one of them or not. */
    Set<String> possibleNames() {
        Set<String> names = new TreeSet<>();
        all().forEach(fault -> fault.addTold(names, true));
        return names;
    }

    private static Set<Fault> leading(Set<Fault> faults) {
        Set<Fault> errors = faults.stream().filter(Fault::isError).collect(Collectors.toUnmodifiableSet());
        return errors.isEmpty() ? Set.copyOf(faults) : errors;
    }

    private static boolean isError(Set<Fault> faults) {
        return faults.stream().anyMatch(Fault::isError);
    }

    private static Set<Fault> without(Set<Fault> faults, Set<Fault> told) {
        return faults.stream().filter(fault -> !told.contains(fault)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return first + " with " + beside;
    }
}

package codestare.nursery.internal.program;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.ExcInfo;
import codestare.nursery.NurseryException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what was thrown with what the model says. */
final class Thrown {
    /** The errors that were thrown as they are; thrown again, they are the cause of something else. */
    private final Set<Throwable> asTheyAre = new HashSet<>();

    /** What a task or an exit callback throws. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure(String name) {
            super(name, null, true, false);
        }
    }

    static final class Breakage extends Error {
        private static final long serialVersionUID = 1;

        Breakage(String name) {
            super(name, null, true, false);
        }
    }

    /** @param expected null or none if nothing may be thrown */
    void compare(Blame expected, Throwable actual) {
        if (expected == null || expected.isNone()) {
            assertThat(actual).as("thrown").isNull();
            return;
        }
        assertThat(actual).as("thrown, where %s is expected", expected).isNotNull();
        Throwable primary = actual instanceof NurseryException ? actual.getCause() : actual;
        assertThat(namesOf(expected.first()))
                .as("what may be the first error of %s", expected)
                .contains(primary.getMessage());
        assertThat(told(actual))
                .as("all that is told where %s is expected", expected)
                .containsAll(expected.names())
                .isSubsetOf(expected.possibleNames());
        Set<Throwable> direct = new HashSet<>(Set.of(actual.getSuppressed()));
        assertThat(direct).as("suppressed, each once").hasSize(actual.getSuppressed().length);
        if (primary instanceof Error) {
            boolean first = asTheyAre.add(primary);
            assertThat(actual == primary).as("[%s] is thrown as it is", primary).isEqualTo(first);
            if (first) {
                // it keeps for ever what is suppressed in it now
                expected.first().stream()
                        .filter(fault -> fault.name().equals(primary.getMessage()))
                        .forEach(fault -> fault.suppressAll(expected.all()));
            }
        } else {
            assertThat(actual).as("thrown").isInstanceOf(NurseryException.class);
        }
    }

    /** @param expected the names of what an exit callback may have seen */
    void compareSeen(String exit, Set<String> expected, ExcInfo actual) {
        if (expected.isEmpty()) {
            assertThat(actual).as("error that %s saw", exit).isEqualTo(ExcInfo.NONE);
        } else {
            assertThat(expected)
                    .as("error that %s may see", exit)
                    .contains(actual.exc().getMessage());
        }
    }

    private static Set<String> namesOf(Set<Fault> faults) {
        return faults.stream().map(Fault::name).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> told(Throwable thrown) {
        Set<String> names = new TreeSet<>();
        addTold(thrown, names);
        return names;
    }

    private static void addTold(Throwable thrown, Set<String> names) {
        if (thrown instanceof NurseryException) {
            addTold(thrown.getCause(), names);
        } else if (!names.add(thrown.getMessage())) {
            return;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            addTold(suppressed, names);
        }
    }
}

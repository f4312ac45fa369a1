package codestare.nursery.internal.program;

import codestare.nursery.Task.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;

/** What there is in the model: loops, nurseries with their stacks, tasks. It holds no rule but those of looking. */
final class World {
    final List<Loop> loops = new ArrayList<>();
    final Map<String, Nursery> nurseries = new LinkedHashMap<>();
    final Map<String, Task> tasks = new LinkedHashMap<>();
    /** What each exit callback saw: what may have been the first error, by names; none if there was no error. */
    final Map<String, Set<String>> seen = new LinkedHashMap<>();
    /** How many exits were put anywhere, so that each has a name of its own. */
    int exits;

    static final class Loop {
        final Group loose = new Group(this, null);
        boolean running = true;
        /** The failure that stopped it; null if nothing or something else has. */
        Fault failure;
        /** What failed on the way down, in any order. */
        final Set<Fault> later = new HashSet<>();

        Blame blame() {
            return Blame.of(failure == null ? List.of() : List.of(Set.of(failure), later));
        }
    }

    static final class Nursery {
        final String name;
        final Loop loop;
        /** The stack on which it stands; null if it is nobody's child. */
        final Stack place;

        Stack stack = new Stack(this);
        boolean closing;
        boolean closed;
        /** What came of a close that its owner did not begin, until the owner is told. */
        Blame kept = new Blame();

        Nursery(String name, Loop loop, Stack place) {
            this.name = name;
            this.loop = loop;
            this.place = place;
        }

        boolean isIn(Nursery other) {
            return this == other || (place != null && place.home.isIn(other));
        }

        List<Task> liveTasks() {
            return stack.groups().flatMap(group -> group.live().stream()).toList();
        }

        Stream<Task> liveTasksOfTree() {
            return Stream.concat(liveTasks().stream(), stack.children().stream().flatMap(Nursery::liveTasksOfTree));
        }
    }

    /** What a nursery owns, the newest first; {@code popAll} gives it to another one. */
    static final class Stack {
        Nursery home;
        final Deque<Entry> entries = new ArrayDeque<>();
        /** Those that came together stand together. */
        final List<Set<Fault>> failures = new ArrayList<>();
        /** How many of them have joined the error of the close. */
        int joined;

        final Set<Fault> told = new HashSet<>();

        Stack(Nursery home) {
            this.home = home;
        }

        /** Oldest first. */
        Stream<Group> groups() {
            List<Entry> oldestFirst = new ArrayList<>();
            entries.forEach(entry -> oldestFirst.add(0, entry));
            return oldestFirst.stream().filter(Group.class::isInstance).map(Group.class::cast);
        }

        List<Nursery> children() {
            return entries.stream()
                    .filter(Children.class::isInstance)
                    .flatMap(children -> ((Children) children).nurseries.stream())
                    .toList();
        }

        void put(Entry entry) {
            if (entries.peek() instanceof Group group) {
                group.sealed = true;
            }
            entries.push(entry);
            tidy();
        }

        /** Forgets what is empty; the top may yet be used. */
        void tidy() {
            entries.removeIf(entry -> entry != entries.peek() && entry.isEmpty());
        }
    }

    sealed interface Entry {
        boolean isEmpty();
    }

    /** Tasks that arrived with nothing between them. */
    static final class Group implements Entry {
        final Loop loop;
        final Stack stack;
        final List<Task> tasks = new ArrayList<>();
        boolean sealed;

        /** @param stack null for the tasks of no nursery */
        Group(Loop loop, Stack stack) {
            this.loop = loop;
            this.stack = stack;
        }

        List<Task> live() {
            return tasks.stream().filter(Task::isLive).toList();
        }

        @Override
        public boolean isEmpty() {
            return live().isEmpty();
        }
    }

    /** Child nurseries that were opened with nothing between them. */
    static final class Children implements Entry {
        final List<Nursery> nurseries = new ArrayList<>();

        @Override
        public boolean isEmpty() {
            return nurseries.isEmpty();
        }
    }

    record Callback(String name, Act.Exit exits) implements Entry {
        @Override
        public boolean isEmpty() {
            return false;
        }
    }

    static final class Task {
        final String name;
        final Act.OnCancel onCancel;
        final Group group;
        /** Whether it is a future that was adopted: it does nothing by itself. */
        final boolean adopted;

        boolean asked;
        /** Whether it goes on although it was cancelled. */
        boolean lingers;
        /** Null while it runs. */
        Status end;

        Task(String name, Act.OnCancel onCancel, Group group) {
            this(name, onCancel, group, false);
        }

        /** A future, which is cancelled with its task. */
        static Task adopted(String name, Group group) {
            return new Task(name, Act.OnCancel.OBEYS, group, true);
        }

        private Task(String name, Act.OnCancel onCancel, Group group, boolean adopted) {
            this.name = name;
            this.onCancel = onCancel;
            this.group = group;
            this.adopted = adopted;
        }

        boolean isLive() {
            return end == null;
        }

        /** Null for a task of no nursery. */
        Nursery nursery() {
            return group.stack == null ? null : group.stack.home;
        }
    }

    // ---- looking

    Nursery nursery(String name) {
        return found(nurseries, name);
    }

    Task task(String name) {
        return found(tasks, name);
    }

    /** The task that does something; null if it is the owner. */
    Task actor(String by) {
        return by.equals(Act.OWNER) ? null : task(by);
    }

    private static <T> T found(Map<String, T> all, String name) {
        T one = all.get(name);
        if (one == null) {
            throw new NoSuchElementException("the program speaks of [" + name + "], which is not there");
        }
        return one;
    }

    List<Nursery> openNurseries() {
        return nurseries.values().stream().filter(nursery -> !nursery.closed).toList();
    }

    List<Nursery> openRoots(Loop loop) {
        return openNurseries().stream()
                .filter(nursery -> nursery.loop == loop && nursery.place == null)
                .toList();
    }

    List<Task> liveTasks() {
        return tasks.values().stream().filter(Task::isLive).toList();
    }

    /** The loop that runs; a new one if none does. */
    Loop loop() {
        if (loops.isEmpty() || !loops.get(loops.size() - 1).running) {
            loops.add(new Loop());
        }
        return loops.get(loops.size() - 1);
    }
}

package codestare.nursery.gogo;

import codestare.nursery.runtime.ExitEntry;
import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurserySnapshot;
import codestare.nursery.runtime.TaskSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws loops with their nurseries and tasks, each below what it belongs to. */
final class Tree {
    /** More tasks of one nursery than these are counted only. */
    private static final int SHOWN = 20;

    private final List<String> lines = new ArrayList<>();

    private Tree() {}

    static List<String> of(List<LoopSnapshot> loops) {
        Tree tree = new Tree();
        loops.forEach(tree::add);
        return tree.lines;
    }

    private void add(LoopSnapshot loop) {
        String owner = loop.name().equals(loop.owner()) ? "" : " of " + loop.owner();
        line("", "loop " + loop.id() + " " + loop.name() + owner + "  " + Words.of(loop.state()));
        new Branches("", loop.nurseries(), null, loop.tasks(), List.of()).draw();
    }

    private void line(String indent, String text) {
        lines.add(Words.cut(indent + text, Table.WIDTH));
    }

    private static String textOf(NurserySnapshot nursery) {
        String failures = nursery.failures() == 0 ? "" : "  " + Words.count(nursery.failures(), "failure", "failures");
        return "nursery " + nursery.id() + " " + nursery.name() + "  " + (nursery.closing() ? "closing" : "open") + "  "
                + Words.of(nursery.age()) + failures;
    }

    private static String textOf(TaskSnapshot task) {
        String cancelled = task.cancelRequested() ? "  cancelled" : "";
        return "task " + task.id() + " " + task.name() + "  " + Words.of(task.status()) + "  " + Words.of(task.age())
                + "  " + Words.of(task.thread()) + cancelled;
    }

    private static @Nullable String exitsOf(List<ExitEntry> exits) {
        String own = exits.stream()
                .filter(exit -> exit.kind() == ExitEntry.Kind.RESOURCE || exit.kind() == ExitEntry.Kind.CALLBACK)
                .map(exit -> Words.of(exit.kind()) + " "
                        + exit.what().substring(exit.what().lastIndexOf('.') + 1))
                .collect(Collectors.joining(", "));
        return own.isEmpty() ? null : "ends with " + own;
    }

    /** What hangs on one node. */
    private final class Branches {
        private final String indent;
        private final List<NurserySnapshot> all;
        private final List<NurserySnapshot> children;
        private final List<TaskSnapshot> tasks;
        private final @Nullable String exits;

        Branches(
                String indent,
                List<NurserySnapshot> all,
                @Nullable Long parent,
                List<TaskSnapshot> tasks,
                List<ExitEntry> exits) {
            this.indent = indent;
            this.all = all;
            this.children = all.stream()
                    .filter(nursery -> Objects.equals(parentIn(all, nursery), parent))
                    .toList();
            this.tasks = tasks;
            this.exits = exitsOf(exits);
        }

        /** The parent; none if it closed while the snapshot was taken. */
        private @Nullable Long parentIn(List<NurserySnapshot> nurseries, NurserySnapshot nursery) {
            Long parent = nursery.parent();
            return parent != null && nurseries.stream().anyMatch(other -> other.id() == parent) ? parent : null;
        }

        void draw() {
            int shown = Math.min(tasks.size(), SHOWN);
            int left = children.size() + shown + (tasks.size() > shown ? 1 : 0) + (exits == null ? 0 : 1);
            for (TaskSnapshot task : tasks.subList(0, shown)) {
                line(indent + knot(--left), textOf(task));
            }
            if (tasks.size() > shown) {
                line(indent + knot(--left), "… and " + (tasks.size() - shown) + " tasks more");
            }
            if (exits != null) {
                line(indent + knot(--left), exits);
            }
            for (NurserySnapshot child : children) {
                line(indent + knot(--left), textOf(child));
                String deeper = indent + (left == 0 ? "   " : "│  ");
                new Branches(deeper, all, child.id(), child.tasks(), child.exits()).draw();
            }
        }

        private String knot(int left) {
            return left == 0 ? "└─ " : "├─ ";
        }
    }
}

package codestare.nursery.internal.core;

import codestare.nursery.internal.task.TaskGroup;
import codestare.nursery.runtime.ExitEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The entries of an exit stack, one on top of the other, and the one that ends now; all guarded by the stack. */
final class EntryChain {
    private @Nullable Entry bottom;
    private @Nullable Entry top;
    // taken off by the close
    private @Nullable Entry ending;
    // how often an entry or a child came or went
    private long changes;

    @Nullable
    Entry top() {
        return top;
    }

    boolean hasSeveral() {
        return top != bottom;
    }

    void put(Entry entry) {
        changed();
        entry.below = top;
        if (top == null) {
            bottom = entry;
        } else {
            top.above = entry;
        }
        top = entry;
        entry.listed = true;
    }

    void unlink(Entry entry) {
        changed();
        Entry under = entry.below;
        Entry over = entry.above;
        if (under == null) {
            bottom = over;
        } else {
            under.above = over;
        }
        if (over == null) {
            top = under;
        } else {
            over.below = under;
        }
        entry.below = null;
        entry.above = null;
        entry.listed = false;
    }

    /** Takes the top off to end it; null when there is none. */
    @Nullable
    Entry pop() {
        ending = top;
        if (ending != null) {
            unlink(ending);
        }
        return ending;
    }

    /** Something came or went. */
    void changed() {
        changes++;
    }

    long changes() {
        return changes;
    }

    // ---- looking

    /** The groups of tasks, oldest first, the one that ends now included. */
    List<TaskGroup> groups() {
        List<TaskGroup> groups = new ArrayList<>();
        forEach(entry -> {
            if (entry instanceof Entry.Tasks tasks) {
                groups.add(tasks.group());
            }
        });
        return groups;
    }

    /** The child nurseries, oldest first, those that end now included. */
    List<LoopNursery> children() {
        List<LoopNursery> nurseries = new ArrayList<>();
        forEach(entry -> {
            if (entry instanceof Entry.Children children) {
                children.forEach(nurseries::add);
            }
        });
        return nurseries;
    }

    /** What operators see, the next to end first. */
    List<ExitEntry> shown() {
        List<ExitEntry> shown = new ArrayList<>();
        if (ending != null) {
            shown.add(ending.shown());
        }
        for (Entry at = top; at != null; at = at.below) {
            if (!at.isEmpty()) {
                shown.add(at.shown());
            }
        }
        return shown;
    }

    private void forEach(Consumer<? super Entry> action) {
        for (Entry at = bottom; at != null; at = at.above) {
            action.accept(at);
        }
        if (ending != null) {
            action.accept(ending);
        }
    }
}

package codestare.nursery.gogo;

import codestare.nursery.runtime.LoopSnapshot;
import codestare.nursery.runtime.NurserySnapshot;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds what somebody means who has typed an id or a name; two bundles may use one name. */
final class Pick {
    private Pick() {}

    static NurserySnapshot nursery(List<LoopSnapshot> loops, String typed) {
        List<NurserySnapshot> all =
                loops.stream().flatMap(loop -> loop.nurseries().stream()).toList();
        return one("nursery", "nursery:list", all, typed, NurserySnapshot::id, NurserySnapshot::name);
    }

    static LoopSnapshot loop(List<LoopSnapshot> loops, String typed) {
        return one("loop", "nursery:tree", loops, typed, LoopSnapshot::id, LoopSnapshot::name);
    }

    private static <T> T one(
            String kind, String listing, List<T> all, String typed, Function<T, Long> id, Function<T, String> name) {
        List<T> found =
                all.stream().filter(each -> name.apply(each).equals(typed)).toList();
        if (found.isEmpty()) {
            found = all.stream()
                    .filter(each -> id.apply(each).toString().equals(typed))
                    .toList();
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw new NoSuchElementException(
                    kind + " [" + typed + "] is not there; " + listing + " tells names and ids");
        }
        String ids = found.stream().map(id).map(String::valueOf).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                "name [" + typed + "] is that of " + found.size() + "; type one of the ids " + ids);
    }
}

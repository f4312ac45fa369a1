package codestare.nursery.internal.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What must happen, and what of it before what. */
sealed interface Order {
    Order NOTHING = new Then(List.of());

    /** Something that happens once. */
    record Event(String name) implements Order {}

    /** Each part is over before the next one begins. */
    record Then(List<Order> parts) implements Order {}

    /** The parts happen side by side. */
    record Beside(List<Order> parts) implements Order {}

    static Order event(String name) {
        return new Event(name);
    }

    static Order then(Order... parts) {
        return new Then(List.of(parts));
    }

    static Order then(List<Order> parts) {
        return new Then(List.copyOf(parts));
    }

    static Order beside(Order... parts) {
        return new Beside(List.of(parts));
    }

    static Order beside(List<Order> parts) {
        return new Beside(List.copyOf(parts));
    }

    /** The events, in no order. */
    default Stream<String> events() {
        if (this instanceof Event event) {
            return Stream.of(event.name());
        }
        return parts(this).stream().flatMap(Order::events);
    }

    private static List<Order> parts(Order order) {
        return order instanceof Then then ? then.parts() : order instanceof Beside beside ? beside.parts() : List.of();
    }

    /** Tells what is wrong with what has happened; empty if nothing is. */
    default List<String> faultsIn(List<String> happened) {
        List<String> expected = events().sorted().toList();
        if (!happened.stream().sorted().toList().equals(expected)) {
            TreeSet<String> missing = new TreeSet<>(expected);
            happened.forEach(missing::remove);
            return List.of("happened: " + happened + "; expected: " + expected + "; missing: " + missing);
        }
        Map<String, Integer> when = IntStream.range(0, happened.size())
                .boxed()
                .collect(Collectors.toMap(happened::get, at -> at, (one, other) -> one));
        List<String> faults = new ArrayList<>();
        collect(this, when, faults);
        return faults;
    }

    private static void collect(Order order, Map<String, Integer> when, List<String> faults) {
        String latest = null;
        for (Order part : parts(order)) {
            collect(part, when, faults);
            if (order instanceof Then) {
                for (String event : part.events().toList()) {
                    if (latest != null && when.get(event) < when.get(latest)) {
                        faults.add("[" + event + "] came before [" + latest + "]");
                    }
                }
                latest = Stream.concat(Stream.ofNullable(latest), part.events())
                        .max((one, other) -> when.get(one) - when.get(other))
                        .orElse(null);
            }
        }
    }
}

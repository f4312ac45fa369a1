package codestare.nursery.itest.soak;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What both sides have seen, and what must not be. */
final class Ledger {
    /** What became of connections. */
    enum Entry {
        OPENED("opened"),
        WHOLE("whole"),
        CUT("cut on purpose"),
        STOPPED("ended by a stop"),
        REFUSED("refused while the relay was down"),
        REACHED_TARGET("reached the target");

        final String words;

        Entry(String words) {
            this.words = words;
        }
    }

    private final Map<Entry, LongAdder> entries = adders(Entry.class);
    private final Map<Side, LongAdder> sent = adders(Side.class);
    private final Map<Side, LongAdder> received = adders(Side.class);
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final CountDownLatch violated = new CountDownLatch(1);

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> keys) {
        Map<E, LongAdder> adders = new EnumMap<>(keys);
        List.of(keys.getEnumConstants()).forEach(key -> adders.put(key, new LongAdder()));
        return adders;
    }

    void count(Entry entry) {
        entries.get(entry).increment();
    }

    void sent(Side from, long bytes) {
        sent.get(from).add(bytes);
    }

    void received(Side at, long bytes) {
        received.get(at).add(bytes);
    }

    long total(Entry entry) {
        return entries.get(entry).sum();
    }

    long sentBy(Side side) {
        return sent.get(side).sum();
    }

    long receivedBy(Side side) {
        return received.get(side).sum();
    }

    /** Something was seen that must not be; the run ends. */
    void violation(Exchange exchange, String what) {
        violations.add(what + ": " + exchange);
        violated.countDown();
    }

    List<String> violations() {
        return violations;
    }

    /** Comes back at the first violation, or when the time is over. */
    void watch(Duration time) throws InterruptedException {
        violated.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public String toString() {
        StringBuilder words = new StringBuilder("connections: ");
        entries.forEach((entry, count) ->
                words.append(entry.words).append(' ').append(count).append(", "));
        return words.append("bytes to the target: sent ")
                .append(sentBy(Side.CLIENT))
                .append(", arrived ")
                .append(receivedBy(Side.TARGET))
                .append(", bytes to clients: sent ")
                .append(sentBy(Side.TARGET))
                .append(", arrived ")
                .append(receivedBy(Side.CLIENT))
                .toString();
    }
}

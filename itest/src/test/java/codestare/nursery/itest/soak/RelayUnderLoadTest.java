package codestare.nursery.itest.soak;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.itest.ChildProcess;
import codestare.nursery.itest.Limit;
import codestare.nursery.itest.ProductBundles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The relay of the example in a Felix of its own, whose bundle is stopped, updated and started all the while, between clients
 * and a target in this process that know each byte.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class RelayUnderLoadTest {
    private static final int CLIENTS = 48;
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(5);
    private static final Pattern COUNTERS = Pattern.compile(
            "relay has ended: accepted (\\d+), open (\\d+), refused (\\d+), broken (\\d+), bytes up (\\d+), bytes down (\\d+)");

    private final LongRun run = new LongRun("relay", Duration.ofSeconds(6));
    private final Random random = new Random(run.seed());
    private final Phases phases = new Phases();
    private final Ledger ledger = new Ledger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int steps;

    RelayUnderLoadTest() throws IOException {}

    @Test
    void every_byte_arrives_once_and_each_stop_leaves_nothing() throws Exception {
        long end = System.nanoTime() + run.time().toNanos();
        int port = freePort();
        try (Target target = new Target(threads, ledger);
                ChildProcess relay = run.start(
                        ProductBundles.FELIX_LAUNCHER,
                        RelayHost.class,
                        port,
                        target.address().getPort(),
                        run.samples(""))) {
            tell(relay, "start");
            phases.relayIsUp();
            try (Clients clients = new Clients(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    target,
                    phases,
                    ledger,
                    threads,
                    CLIENTS)) {
                clients.start(random.nextLong());
                while (System.nanoTime() < end && ledger.violations().isEmpty()) {
                    ledger.watch(Duration.ofMillis(1000 + random.nextLong(LONGEST_LIFE.toMillis() - 1000)));
                    phases.relayMayGoDown();
                    restart(relay);
                    phases.relayIsUp();
                }
            }
            phases.relayMayGoDown();
            tell(relay, "stop");
            assertThat(ledger.violations()).isEmpty();
            assertThat(Limit.comesTrue(Limit.GENEROUS, target::isIdle))
                    .as("target is idle")
                    .isTrue();
            report(relay);
            run.draw("");
            run.judge("", RelayHost.STOPPED, EnumSet.allOf(Samples.Figure.class));
        } finally {
            threads.shutdownNow();
        }
    }

    private void restart(ChildProcess relay) throws Exception {
        switch (random.nextInt(3)) {
            case 0 -> tell(relay, "stop", "start");
            case 1 -> tell(relay, "stop", "update", "start");
            default -> tell(relay, "update");
        }
    }

    private void tell(ChildProcess relay, String... words) throws IOException {
        for (String word : words) {
            String command = word + " " + ++steps;
            relay.tell(command);
            Limit.comesTrue(
                    Conversation.LIMIT,
                    () -> relay.notes().contains("done " + command)
                            || !relay.handle().isAlive());
            assertThat(relay.notes()).as(relay.text()).endsWith("done " + command);
        }
    }

    /** Compares what the relay has counted with what both ends have seen. */
    private void report(ChildProcess relay) {
        long[] counters = new long[6];
        int lives = 0;
        for (String note : relay.notes()) {
            Matcher matcher = COUNTERS.matcher(note);
            if (matcher.matches()) {
                lives++;
                for (int i = 0; i < counters.length; i++) {
                    counters[i] += Long.parseLong(matcher.group(i + 1));
                }
            }
        }
        List<Long> stops = numbers(relay, "took ");
        run.print(ledger.toString());
        run.print(String.format(
                "relay in %d lives: accepted %d, open %d, refused %d, broken %d, bytes up %d, bytes down %d, tasks %d",
                lives,
                counters[0],
                counters[1],
                counters[2],
                counters[3],
                counters[4],
                counters[5],
                Collections.max(numbers(relay, "tasks "))));
        run.print(String.format(
                "%d commands; stops took %d ms at most, %d ms in the middle; class loaders of earlier versions collected: %d",
                steps,
                Collections.max(stops),
                stops.stream().sorted().skip(stops.size() / 2).findFirst().orElseThrow(),
                numbers(relay, "collected ").stream().max(Long::compare).orElse(0L)));
        assertThat(counters[0])
                .as("accepted")
                .isBetween(ledger.total(Ledger.Entry.REACHED_TARGET), ledger.total(Ledger.Entry.OPENED));
        assertThat(counters[1]).as("left open").isZero();
        assertThat(counters[2]).as("not taken by the target").isZero();
        assertThat(counters[3]).as("broken").isLessThanOrEqualTo(ledger.total(Ledger.Entry.CUT));
        assertThat(counters[4]).as("bytes up").isBetween(ledger.receivedBy(Side.TARGET), ledger.sentBy(Side.CLIENT));
        assertThat(counters[5]).as("bytes down").isBetween(ledger.receivedBy(Side.CLIENT), ledger.sentBy(Side.TARGET));
    }

    private static List<Long> numbers(ChildProcess relay, String prefix) {
        return relay.notes().stream()
                .filter(note -> note.startsWith(prefix))
                .map(note -> Long.valueOf(note.substring(prefix.length())))
                .toList();
    }

    /** Below those that the system gives to who connects: else one of them could take it while the relay is down. */
    private int freePort() throws IOException {
        for (int tries = 0; ; tries++) {
            int port = 10_000 + random.nextInt(20_000);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                if (tries > 100) {
                    throw taken;
                }
            }
        }
    }
}

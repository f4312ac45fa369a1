package codestare.nursery.itest.soak;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Clients in parallel, each with one exchange after the other, as long as the run lasts. */
final class Clients implements AutoCloseable {
    /** Nanoseconds; shorter ones use up the ports of this machine, as each that was used rests for a minute. */
    private static final int LONGEST_PAUSE = 1_000_000_000;

    private final InetSocketAddress relay;
    private final Target target;
    private final Phases phases;
    private final Ledger ledger;
    private final Executor threads;
    private final AtomicLong numbers = new AtomicLong();
    private final CountDownLatch ended;
    private volatile boolean goesOn = true;

    Clients(InetSocketAddress relay, Target target, Phases phases, Ledger ledger, Executor threads, int parallel) {
        this.relay = relay;
        this.target = target;
        this.phases = phases;
        this.ledger = ledger;
        this.threads = threads;
        this.ended = new CountDownLatch(parallel);
    }

    void start(long seed) {
        for (long client = ended.getCount(); client > 0; client--) {
            Random random = new Random(seed + client);
            threads.execute(() -> live(random));
        }
    }

    private void live(Random random) {
        try {
            while (goesOn && ledger.violations().isEmpty()) {
                Exchange exchange = Exchange.random(numbers.incrementAndGet(), random);
                try {
                    carryOut(exchange);
                } catch (IOException | RuntimeException | ExecutionException e) {
                    ledger.violation(exchange, "client has failed with [" + e + "]");
                }
                LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void carryOut(Exchange exchange) throws IOException, InterruptedException, ExecutionException {
        long begin = phases.now();
        target.expect(exchange);
        SocketChannel channel;
        try {
            channel = SocketChannel.open(relay);
        } catch (IOException e) {
            target.forget(exchange);
            ledger.count(Ledger.Entry.REFUSED);
            if (phases.upSince(begin)) {
                ledger.violation(exchange, "client was refused by a relay that is up, with [" + e + "]");
            }
            return;
        }
        ledger.count(Ledger.Entry.OPENED);
        Exchange.Outcome outcome = new Exchange.Outcome(0, false, false);
        try {
            ledger.sent(
                    Side.CLIENT, channel.write(ByteBuffer.allocate(Long.BYTES).putLong(0, exchange.number())));
            outcome = new Conversation(exchange, Side.CLIENT, channel, ledger).hold(threads);
        } catch (IOException stopped) {
            channel.close();
        }
        judge(exchange, outcome, begin);
    }

    private void judge(Exchange exchange, Exchange.Outcome outcome, long begin)
            throws InterruptedException, ExecutionException {
        boolean whole = exchange.isWhole(Side.CLIENT, outcome);
        if (exchange.known().get()) {
            try {
                whole &= exchange.isWhole(
                        Side.TARGET, exchange.atTarget().get(Conversation.LIMIT.toSeconds(), TimeUnit.SECONDS));
            } catch (TimeoutException e) {
                ledger.violation(exchange, "target has not seen the end");
            }
            target.forget(exchange);
        } else {
            whole = false;
        }
        if (exchange.isCut()) {
            ledger.count(Ledger.Entry.CUT);
        } else if (whole) {
            ledger.count(Ledger.Entry.WHOLE);
        } else {
            ledger.count(Ledger.Entry.STOPPED);
            if (phases.upSince(begin)) {
                ledger.violation(
                        exchange,
                        "not whole though nobody has cut it and the relay was up; at the client " + outcome
                                + ", at the target " + exchange.atTarget());
            }
        }
    }

    /** Lets each client end what it has begun. */
    @Override
    public void close() throws InterruptedException {
        goesOn = false;
        if (!ended.await(2 * Conversation.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            ledger.violation(null, "clients have not ended");
        }
    }
}

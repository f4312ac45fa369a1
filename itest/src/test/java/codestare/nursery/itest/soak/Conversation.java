package codestare.nursery.itest.soak;

import codestare.nursery.itest.Limit;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** One side of an exchange: sends what it has, checks what comes, both at once. */
final class Conversation {
    /** Nothing that goes through the relay takes so long. */
    static final Duration LIMIT = Limit.GENEROUS.multipliedBy(4);

    private static final int CHUNK = 64 * 1024;

    private final Exchange exchange;
    private final Side side;
    private final SocketChannel channel;
    private final Ledger ledger;

    Conversation(Exchange exchange, Side side, SocketChannel channel, Ledger ledger) {
        this.exchange = exchange;
        this.side = side;
        this.channel = channel;
        this.ledger = ledger;
    }

    /** Comes back when both directions have ended, with the channel closed. */
    Exchange.Outcome hold(Executor threads) throws IOException, InterruptedException {
        CompletableFuture<Boolean> sending = CompletableFuture.supplyAsync(this::send, threads);
        CompletableFuture<Exchange.Outcome> receiving = CompletableFuture.supplyAsync(this::receive, threads);
        try (channel) {
            CompletableFuture.allOf(sending, receiving).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            Exchange.Outcome received = receiving.join();
            return new Exchange.Outcome(received.received(), received.ended(), sending.join());
        } catch (TimeoutException e) {
            ledger.violation(exchange, side + " has waited for " + LIMIT);
            return new Exchange.Outcome(0, false, false);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells whether all was sent, and not cut. */
    private boolean send() {
        Random chunks = new Random(exchange.number());
        long sent = 0;
        boolean cuts = exchange.isCut() && exchange.cut().side() == side;
        long end = cuts ? exchange.cut().after() : exchange.size(side);
        try {
            while (sent < end) {
                ByteBuffer chunk =
                        exchange.content(side).part(sent, (int) Math.min(end - sent, 1 + chunks.nextInt(CHUNK)));
                while (chunk.hasRemaining()) {
                    int written = channel.write(chunk);
                    sent += written;
                    ledger.sent(side, written);
                }
                if (exchange.hesitant()) {
                    LockSupport.parkNanos(chunks.nextInt(20_000_000));
                }
            }
            if (cuts) {
                cut();
            } else {
                channel.shutdownOutput();
            }
            return !cuts;
        } catch (IOException endedByTheOther) {
            return false;
        }
    }

    private void cut() throws IOException {
        if (exchange.cut().byReset()) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        channel.close();
    }

    private Exchange.Outcome receive() {
        Content expected = exchange.content(side.other());
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
        long received = 0;
        try {
            for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer)) {
                ledger.received(side, read);
                if (buffer.flip().mismatch(expected.part(received, read)) >= 0) {
                    ledger.violation(exchange, side + " got other bytes than were sent, after [" + received + "]");
                }
                received += read;
                buffer.clear();
                if (received > exchange.size(side.other())) {
                    ledger.violation(exchange, side + " got [" + received + "] bytes, more than were sent");
                }
            }
            return new Exchange.Outcome(received, true, false);
        } catch (IOException broken) {
            return new Exchange.Outcome(received, false, false);
        }
    }
}

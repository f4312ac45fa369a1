package codestare.nursery.itest.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** What the relay connects its clients to: takes part in the exchanges that clients have begun. */
final class Target implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final ServerSocketChannel server;
    private final Map<Long, Exchange> begun = new ConcurrentHashMap<>();
    private final AtomicInteger held = new AtomicInteger();
    private final Executor threads;
    private final Ledger ledger;

    Target(Executor threads, Ledger ledger) throws IOException {
        this.threads = threads;
        this.ledger = ledger;
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        threads.execute(this::accept);
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) server.getLocalAddress();
    }

    /** Lets a client begin an exchange. */
    void expect(Exchange exchange) {
        begun.put(exchange.number(), exchange);
    }

    /** Forgets an exchange of which nothing can come any more. */
    void forget(Exchange exchange) {
        begun.remove(exchange.number());
    }

    /** Whether no connection is left. */
    boolean isIdle() {
        return held.get() == 0;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                held.incrementAndGet();
                threads.execute(() -> serve(channel));
            }
        } catch (IOException closed) {
            // the run is over
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
            while (number.hasRemaining() && channel.read(number) >= 0) {
                // a part of it may come first
            }
            ledger.received(Side.TARGET, number.position());
            if (!number.hasRemaining()) {
                take(begun.get(number.getLong(0)), channel);
            }
        } catch (IOException cutBeforeTheNumberCame) {
            // nobody to account it to
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            held.decrementAndGet();
        }
    }

    private void take(Exchange exchange, SocketChannel channel) throws IOException, InterruptedException {
        if (exchange == null) {
            ledger.violation(null, "target was given a number that nobody has sent");
        } else if (!exchange.known().compareAndSet(false, true)) {
            ledger.violation(exchange, "target was given a number twice");
        } else {
            ledger.count(Ledger.Entry.REACHED_TARGET);
            exchange.atTarget().complete(new Conversation(exchange, Side.TARGET, channel, ledger).hold(threads));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

package codestare.nursery.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.Nurseries;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PumpTest {
    private static final long BLOCKED_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final LongAdder bytes = new LongAdder();
    private SocketPair from;
    private SocketPair to;
    private TaskNursery nursery;

    @BeforeEach
    void connect() throws IOException {
        from = SocketPair.connect();
        to = SocketPair.connect();
        nursery = Nurseries.factory().open();
    }

    @AfterEach
    void close() throws IOException {
        nursery.close();
        from.close();
        to.close();
    }

    private Pump pump() {
        return new Pump(from.relayed(), to.relayed(), bytes);
    }

    @Test
    void every_byte_arrives_and_is_counted() throws Exception {
        byte[] sent = new byte[3_000_000];
        new Random(1).nextBytes(sent);
        nursery.createTask(pump()::run);
        nursery.createTask(() -> {
            Channels.newOutputStream(from.peer()).write(sent);
            from.peer().shutdownOutput();
        });

        byte[] received = Channels.newInputStream(to.peer()).readAllBytes();

        assertThat(received).isEqualTo(sent);
        nursery.join();
        assertThat(bytes.sum()).isEqualTo(sent.length);
    }

    @Test
    void the_end_of_one_direction_leaves_the_other_one_open() throws Exception {
        from.peer().shutdownOutput();

        pump().run();

        assertThat(to.peer().read(ByteBuffer.allocate(1))).isEqualTo(-1);
        to.peer().write(ByteBuffer.wrap(new byte[] {7}));
        ByteBuffer answer = ByteBuffer.allocate(1);
        assertThat(to.relayed().read(answer)).isEqualTo(1);
        assertThat(answer.get(0)).isEqualTo((byte) 7);
    }

    @Test
    @Tag("slow")
    void a_cancel_ends_a_write_to_a_side_that_never_reads() throws Exception {
        nursery.createTask(() -> {
            try {
                // more than all buffers hold
                Channels.newOutputStream(from.peer()).write(new byte[64_000_000]);
            } catch (IOException ended) {
                // the pump has closed the other side
            }
        });
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Task<?> pumping = nursery.createTask(() -> {
            thread.complete(Thread.currentThread());
            pump().run();
        });
        awaitBlockedWrite(thread.get());

        nursery.stopTask(pumping);

        assertThat(pumping.status()).isEqualTo(Task.Status.CANCELLED);
        assertThat(pumping.excInfo().exc()).isInstanceOf(ClosedByInterruptException.class);
        assertThat(to.relayed().isOpen()).as("the side that was written to").isFalse();
    }

    /** Waits until a thread has been in one write for a while. */
    private void awaitBlockedWrite(Thread thread) {
        long written = bytes.sum();
        long since = System.nanoTime();
        while (System.nanoTime() - since < BLOCKED_NANOS) {
            boolean writes = Stream.of(thread.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("write"));
            if (!writes || bytes.sum() != written) {
                written = bytes.sum();
                since = System.nanoTime();
            }
            Thread.onSpinWait();
        }
    }
}

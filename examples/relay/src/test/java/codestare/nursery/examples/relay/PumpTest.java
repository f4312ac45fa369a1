package codestare.nursery.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;

import codestare.nursery.Nurseries;
import codestare.nursery.Task;
import codestare.nursery.TaskNursery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PumpTest {
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
    void a_cancel_ends_a_write_to_a_side_that_never_reads() throws Exception {
        fill(to.relayed());
        from.peer().write(ByteBuffer.allocate(1_000));
        CountDownLatch begun = new CountDownLatch(1);
        Task<?> pumping = nursery.createTask(() -> {
            begun.countDown();
            pump().run();
        });
        begun.await();

        nursery.stopTask(pumping);

        assertThat(pumping.status()).isEqualTo(Task.Status.CANCELLED);
        assertThat(pumping.excInfo().exc()).isInstanceOf(ClosedByInterruptException.class);
    }

    private static void fill(SocketChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(64 * 1024);
        channel.configureBlocking(false);
        while (channel.write(block.clear()) > 0) {
            // until the buffers of both sides are full
        }
        channel.configureBlocking(true);
    }
}

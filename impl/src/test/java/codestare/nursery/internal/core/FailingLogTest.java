package codestare.nursery.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.ExceptionContext;
import codestare.nursery.ShutdownReason;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class FailingLogTest {
    private final Logger logger = Logger.getLogger("codestare.nursery.internal");
    private final Handler broken = new Handler() {
        @Override
        public void publish(LogRecord line) {
            throw new IllegalStateException("the log service has gone");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void breakTheLog() {
        logger.addHandler(broken);
    }

    @AfterEach
    void mendTheLog() {
        logger.removeHandler(broken);
    }

    @Nested
    class When_every_line_of_the_log_throws {
        @EachThreadKind
        void a_loop_stops_all_the_same(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            ground.sleeper(nursery, "sleeper");
            TaskLoop loop = nursery.loop();
            Task<Void> shutdown = ground.shutdownService().shutdown(loop, ShutdownReason.of("enough"));
            shutdown.get(Ground.GENEROUS_SECONDS, TimeUnit.SECONDS);
            loop.runForever();
            assertThat(nursery.isClosed()).isTrue();
            assertThat(ground.events()).containsExactly("sleeper ended");
        }

        @EachThreadKind
        void calling_the_exception_handler_never_throws(Ground ground) {
            TaskLoop loop = ground.loops().defaultLoop();
            ExceptionContext context = new ExceptionContext("a failure", null, null, null);
            loop.callExceptionHandler(context);
            loop.setExceptionHandler((at, failure) -> {
                throw new IllegalStateException("the handler is broken too");
            });
            loop.callExceptionHandler(context);
            assertThatThrownBy(loop::runForever).hasRootCauseMessage("a failure");
        }

        @EachThreadKind
        void the_rest_of_an_exit_stack_still_runs(Ground ground) {
            TaskNursery nursery = ground.open("N");
            nursery.callback(() -> ground.note("oldest"));
            nursery.callback(() -> {
                throw new IllegalStateException("the callback fails");
            });
            nursery.sentinelTask().cancel("enough");
            Ground.ended(nursery.sentinelTask());
            assertThat(ground.events()).containsExactly("oldest");
            assertThatThrownBy(nursery::close).hasRootCauseMessage("the callback fails");
        }

        @EachThreadKind
        @Tag("slow")
        void a_close_goes_on_without_a_straggler(Ground ground) {
            CountDownLatch release = new CountDownLatch(1);
            TaskNursery nursery = ground.open("N");
            nursery.callback(() -> ground.note("oldest"));
            Task<Void> stubborn = ground.stubborn(nursery, "stubborn", release);
            ground.hurried(nursery::close);
            assertThat(ground.events()).containsExactly("oldest");
            release.countDown();
            Ground.ended(stubborn);
            ground.awaitNoStraggler();
        }
    }
}

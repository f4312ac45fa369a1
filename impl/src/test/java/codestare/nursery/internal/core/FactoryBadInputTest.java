package codestare.nursery.internal.core;

import static codestare.nursery.internal.core.Refusals.assertNullRefused;
import static codestare.nursery.internal.core.Refusals.assertRefused;
import static codestare.nursery.internal.core.Refusals.strangeLoop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import codestare.nursery.NurseryClosedException;
import codestare.nursery.NurseryOptions;
import codestare.nursery.Task;
import codestare.nursery.TaskLoop;
import codestare.nursery.TaskNursery;
import codestare.nursery.TaskNurseryFactory;
import codestare.nursery.internal.work.ThreadKind;
import codestare.nursery.internal.work.ThreadMaker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;

class FactoryBadInputTest {
    @Nested
    class When_an_argument_is_null {
        @EachThreadKind
        void it_is_refused_by_its_name_and_nothing_is_left(Ground ground) {
            TaskNurseryFactory factory = ground.factory();
            TaskLoop loop = ground.loops().loop("second");
            assertNullRefused(
                    "name",
                    () -> factory.open((String) null),
                    () -> factory.open((Supplier<String>) null),
                    () -> factory.open(null, loop),
                    () -> factory.call(null, nursery -> 1));
            assertNullRefused("loop", () -> factory.open("x", null));
            assertNullRefused("options", () -> factory.open((NurseryOptions) null));
            assertNullRefused("body", () -> factory.call("x", null));
            assertNothingOpened(ground);
        }
    }

    @Nested
    class When_a_name_is_empty {
        @EachThreadKind
        void it_is_refused_and_nothing_is_left(Ground ground) {
            TaskNurseryFactory factory = ground.factory();
            TaskLoop loop = ground.loops().loop("second");
            for (String empty : List.of("", " \t")) {
                assertRefused(
                        IllegalArgumentException.class,
                        "name [" + empty + "] of a nursery is empty; give it one",
                        () -> factory.open(empty),
                        () -> factory.open(empty, loop),
                        () -> factory.call(empty, nursery -> {
                            ground.note("ran");
                            return 1;
                        }));
            }
            assertNothingOpened(ground);
        }
    }

    @Nested
    class When_a_name_is_taken {
        @EachThreadKind
        void the_body_of_call_does_not_run(Ground ground) {
            TaskNursery holder = ground.open("indexer");
            assertThatThrownBy(() -> ground.factory().call("indexer", nursery -> {
                        ground.note("ran");
                        return 1;
                    }))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
            assertThat(ground.events()).isEmpty();
            assertThat(ground.loops().nurseries()).containsExactly(Map.entry("indexer", holder));
        }
    }

    @Nested
    class When_a_loop_is_foreign {
        @EachThreadKind
        void it_is_refused_and_nothing_is_left(Ground ground) {
            Tenant stranger = ground.engine().bundle("stranger", 18, null);
            TaskLoop loop = stranger.registry().defaultLoop();
            ground.loops().loop("second");
            assertRefused(
                    IllegalArgumentException.class,
                    "loop [stranger/18] is not of bundle [acme.search/17]; use one of its own",
                    () -> ground.factory().open("x", loop),
                    () -> ground.factory().open(NurseryOptions.defaults().withLoop(loop)));
            assertRefused(
                    IllegalArgumentException.class,
                    "loop [strange] is not of bundle [acme.search/17]; use one of its own",
                    () -> ground.factory().open("x", strangeLoop()));
            assertThat(stranger.registry().nurseries()).isEmpty();
            assertNothingOpened(ground);
        }
    }

    @Nested
    class When_the_nursery_of_the_current_task_takes_nothing {
        @EachThreadKind
        void nothing_is_opened_in_a_closing_one(Ground ground) throws Exception {
            TaskNursery nursery = ground.open("N");
            CountDownLatch begun = new CountDownLatch(1);
            Task<String> task = nursery.createTask("late", () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException closing) {
                    assertRefused(
                            NurseryClosedException.class,
                            "nursery [N] is closing; open a new one",
                            () -> ground.open("x"),
                            () -> ground.factory().open(),
                            () -> ground.factory().call("x", inner -> "ran"));
                }
                return "refused";
            });
            Ground.await(begun);
            nursery.close();
            assertThat(task.get()).isEqualTo("refused");
            assertThat(ground.loops().nurseries()).isEmpty();
            ground.open("x").close();
        }
    }

    @Nested
    class When_the_loop_of_the_current_task_stops {
        @EachThreadKind
        void nothing_is_opened_on_it(Ground ground) throws Exception {
            TaskLoop loop = ground.loops().loop("second");
            CountDownLatch begun = new CountDownLatch(1);
            Task<String> task = loop.createTask("late", () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stopping) {
                    assertRefused(
                            IllegalStateException.class,
                            "loop [second] is stopping; use another one, or the default loop",
                            () -> ground.open("x"));
                }
                return "refused";
            });
            Ground.await(begun);
            loop.stop();
            assertThat(task.get()).isEqualTo("refused");
            ground.open("x").close();
        }
    }

    @Nested
    class When_the_threads_that_are_set_are_not_to_be_had {
        @EachThreadKind
        void only_a_JVM_that_has_them_opens_a_nursery(Ground ground) {
            NurseryEngine engine = new NurseryEngine(
                    new Settings(Duration.ofSeconds(4), Duration.ofSeconds(25), ThreadKind.VIRTUAL, false), () -> {});
            Tenant tenant = engine.bundle("acme.virtual", 3, null);
            if (ThreadMaker.hasVirtualThreads()) {
                tenant.factory().open("x").close();
            } else {
                assertRefused(
                        IllegalArgumentException.class,
                        "threads [virtual] are not to be had on Java ["
                                + Runtime.version().feature()
                                + "]; choose auto or platform, or run on Java 21 or newer",
                        () -> tenant.factory().open("x"));
                assertThat(tenant.registry().loops()).isEmpty();
            }
            assertThat(tenant.registry().nurseries()).isEmpty();
        }
    }

    private static void assertNothingOpened(Ground ground) {
        assertThat(ground.loops().nurseries()).isEmpty();
        assertThat(ground.loops().loops()).containsOnlyKeys("second");
        assertThat(ground.armings()).isZero();
        assertThat(ground.events()).isEmpty();
        ground.open("x").close();
        // not one default name went to what was refused
        assertThat(ground.factory().open().name()).isEqualTo("acme.search-1");
    }
}

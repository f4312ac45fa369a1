package codestare.nursery.internal.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThreadMakerTest {
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "PLATFORM"})
    void its_threads_are_daemons_of_normal_priority_with_the_name_that_was_asked_for(ThreadKind kind) {
        Thread thread = ThreadMaker.of(kind).unstarted("asked", () -> {});
        assertThat(thread.getName()).isEqualTo("asked");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getPriority()).isEqualTo(Thread.NORM_PRIORITY);
        assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
    }

    @Nested
    class When_the_maker_of_a_thread_has_a_state_of_its_own {
        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        void the_thread_takes_nothing_over(ThreadKind kind) throws Exception {
            CompletableFuture<String> seen = new CompletableFuture<>();
            Thread maker = new Thread(() -> {
                INHERITED.set("inherited");
                Thread made = ThreadMaker.of(kind)
                        .unstarted(
                                "made",
                                () -> seen.complete(INHERITED.get() + " "
                                        + Thread.currentThread().isDaemon() + " "
                                        + Thread.currentThread().getPriority()));
                made.start();
            });
            maker.setDaemon(false);
            maker.setPriority(Thread.MAX_PRIORITY);
            maker.start();
            maker.join();
            assertThat(seen.get(30, TimeUnit.SECONDS)).isEqualTo("null true 5");
        }

        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        void a_job_sees_the_class_loader_it_names_and_no_other(ThreadKind kind) throws Exception {
            ThreadMaker maker = ThreadMaker.of(kind);
            TestJobs jobs = new TestJobs(new WorkerPool("pool", () -> maker));
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            try (URLClassLoader ofCaller = new URLClassLoader(new URL[0]);
                    URLClassLoader ofJob = new URLClassLoader(new URL[0])) {
                Thread.currentThread().setContextClassLoader(ofCaller);
                CompletableFuture<ClassLoader> named = new CompletableFuture<>();
                CompletableFuture<ClassLoader> bootstrap = new CompletableFuture<>();
                CompletableFuture<ClassLoader> own = new CompletableFuture<>();
                jobs.submit(Jobs.of("named", ofJob, () -> named.complete(context())));
                jobs.submit(Jobs.of("bootstrap", null, () -> bootstrap.complete(context())));
                jobs.submit(Jobs.of("own", () -> own.complete(context())));
                assertThat(named.get(30, TimeUnit.SECONDS)).isSameAs(ofJob);
                assertThat(bootstrap.get(30, TimeUnit.SECONDS)).isNull();
                assertThat(own.get(30, TimeUnit.SECONDS)).isSameAs(Jobs.class.getClassLoader());
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }

        private ClassLoader context() {
            return Thread.currentThread().getContextClassLoader();
        }
    }

    @Nested
    class When_somebody_keeps_a_thread_that_has_ended {
        private final List<Thread> kept = new ArrayList<>();

        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        void what_its_body_reached_is_garbage(ThreadKind kind) throws Exception {
            assertCollected(reachedBy(kind));
            assertThat(kept).hasSize(1);
        }

        // a method of its own: no frame of the test keeps the loader
        private WeakReference<?> reachedBy(ThreadKind kind) throws Exception {
            ClassLoader reached = new URLClassLoader(new URL[0]);
            Thread thread = ThreadMaker.of(kind).unstarted("kept", ThreadMaker.forgotten(reached::getName));
            thread.start();
            thread.join();
            kept.add(thread);
            return new WeakReference<>(reached);
        }

        @ParameterizedTest
        @EnumSource(names = {"AUTO", "PLATFORM"})
        void the_class_loader_that_its_job_saw_is_garbage(ThreadKind kind) throws Exception {
            assertCollected(seenBy(kind));
            assertThat(kept).hasSize(2).allMatch(thread -> thread.getContextClassLoader() == null);
        }

        private WeakReference<?> seenBy(ThreadKind kind) throws Exception {
            ThreadSupply supply = new ThreadSupply(kind);
            WorkerPool pool = supply.pool("pool");
            TestJobs jobs = new TestJobs(pool);
            ClassLoader seen = new URLClassLoader(new URL[0]);
            jobs.submit(Jobs.of("shared", seen, () -> {}));
            pool.startFresh(Jobs.of("fresh", seen, () -> {}));
            supply.awaitNoThread();
            kept.addAll(supply.made());
            return new WeakReference<>(seen);
        }

        private void assertCollected(WeakReference<?> reference) {
            long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (reference.get() != null && System.nanoTime() < limit) {
                System.gc();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            assertThat(reference.get()).isNull();
        }
    }

    @Nested
    class When_this_JVM_has_no_virtual_threads {
        @Test
        void asking_for_them_is_refused_and_auto_means_platform() {
            assumeFalse(ThreadMaker.hasVirtualThreads());
            assertThatThrownBy(() -> ThreadMaker.of(ThreadKind.VIRTUAL))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("threads [virtual] are not to be had on Java ["
                            + Runtime.version().feature()
                            + "]; choose auto or platform, or run on Java 21 or newer");
            assertThat(ThreadMaker.of(ThreadKind.AUTO).unstarted("auto", () -> {}))
                    .isNotNull();
        }
    }

    @Test
    void a_JVM_from_21_on_has_virtual_threads() {
        assertThat(ThreadMaker.hasVirtualThreads()).isEqualTo(Runtime.version().feature() >= 21);
    }
}

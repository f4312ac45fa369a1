package codestare.nursery.bench;

import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.SuspendLambda;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CompletableJob;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineScopeKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.DelayKt;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.JobKt;
import org.jspecify.annotations.Nullable;

/** Kotlin's coroutines on their default dispatcher; the suspending parts are written as their compiler writes them. */
public final class KotlinPeer extends Peer {
    @Override
    public Scope open(int expectedTasks) {
        CompletableJob job = JobKt.Job(null);
        return new JobScope(job, CoroutineScopeKt.CoroutineScope(job.plus(Dispatchers.getDefault())));
    }

    @Override
    public void inside(Callable<?> body) throws Exception {
        BuildersKt.runBlocking(Dispatchers.getDefault(), (scope, then) -> {
            try {
                body.call();
                return Unit.INSTANCE;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public void rounds(boolean inside, int rounds, int tasks, IntFunction<Work> works) throws Exception {
        if (inside) {
            BuildersKt.runBlocking(Dispatchers.getDefault(), new Rounds(rounds, tasks, works, null));
        } else {
            for (int round = 0; round < rounds; round++) {
                BuildersKt.runBlocking(EmptyCoroutineContext.INSTANCE, (scope, then) -> {
                    launchAll(scope, tasks, works);
                    return Unit.INSTANCE;
                });
            }
        }
    }

    private static void launchAll(CoroutineScope scope, int tasks, IntFunction<Work> works) {
        for (int i = 0; i < tasks; i++) {
            launch(scope, works.apply(i));
        }
    }

    private static void launch(CoroutineScope scope, Work work) {
        BuildersKt.launch(scope, Dispatchers.getDefault(), CoroutineStart.DEFAULT, (own, then) -> {
            work.action().run();
            return work.sleepMillis() > 0 ? DelayKt.delay(work.sleepMillis(), then) : Unit.INSTANCE;
        });
    }

    @Override
    public long skynet(long number, int leaves) throws Exception {
        return BuildersKt.runBlocking(Dispatchers.getDefault(), new Skynet(number, leaves, null));
    }

    @Override
    public void failure() throws Exception {
        try {
            BuildersKt.runBlocking(EmptyCoroutineContext.INSTANCE, (scope, then) -> {
                launch(scope, Work.thenSleep(() -> {}, 3_600_000));
                launch(scope, Work.of(() -> {
                    throw new Failure();
                }));
                return Unit.INSTANCE;
            });
        } catch (Failure told) {
            return;
        }
        throw new AssertionError("no failure");
    }

    private record JobScope(CompletableJob job, CoroutineScope scope) implements Scope {
        @Override
        public void create(Work work) {
            launch(scope, work);
        }

        @Override
        public void join() throws InterruptedException {
            job.complete();
            BuildersKt.runBlocking(EmptyCoroutineContext.INSTANCE, (own, then) -> job.join(then));
        }

        @Override
        public void cancel() throws InterruptedException {
            job.cancel(null);
            BuildersKt.runBlocking(EmptyCoroutineContext.INSTANCE, (own, then) -> job.join(then));
        }
    }

    /** {@code repeat(rounds) { coroutineScope { repeat(tasks) { launch { … } } } }} */
    private static final class Rounds extends SuspendLambda
            implements Function2<CoroutineScope, Continuation<? super Unit>, Object> {
        private final int rounds;
        private final int tasks;
        private final IntFunction<Work> works;
        private int done;

        Rounds(int rounds, int tasks, IntFunction<Work> works, @Nullable Continuation<Object> completion) {
            super(2, completion);
            this.rounds = rounds;
            this.tasks = tasks;
            this.works = works;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Continuation<Unit> create(@Nullable Object value, Continuation<?> completion) {
            return (Continuation<Unit>)
                    (Continuation<?>) new Rounds(rounds, tasks, works, (Continuation<Object>) completion);
        }

        @Override
        public Object invoke(CoroutineScope scope, Continuation<? super Unit> completion) {
            return ((Rounds) (Object) create(scope, completion)).invokeSuspend(Unit.INSTANCE);
        }

        @Override
        protected Object invokeSuspend(Object result) {
            while (done < rounds) {
                done++;
                Object answer = CoroutineScopeKt.<Unit>coroutineScope(
                        (scope, then) -> {
                            launchAll(scope, tasks, works);
                            return Unit.INSTANCE;
                        },
                        this);
                if (answer == IntrinsicsKt.getCOROUTINE_SUSPENDED()) {
                    return answer;
                }
            }
            return Unit.INSTANCE;
        }
    }

    /** {@code coroutineScope { List(10) { async { skynet(…) } }.sumOf { it.await() } }} */
    private static final class Skynet extends SuspendLambda
            implements Function2<CoroutineScope, Continuation<? super Long>, Object> {
        private final long number;
        private final int leaves;
        private long[] sums = new long[0];
        private boolean begun;

        Skynet(long number, int leaves, @Nullable Continuation<Object> completion) {
            super(2, completion);
            this.number = number;
            this.leaves = leaves;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Continuation<Unit> create(@Nullable Object value, Continuation<?> completion) {
            return (Continuation<Unit>) (Continuation<?>) new Skynet(number, leaves, (Continuation<Object>) completion);
        }

        @Override
        public Object invoke(CoroutineScope scope, Continuation<? super Long> completion) {
            return ((Skynet) (Object) create(scope, completion)).invokeSuspend(Unit.INSTANCE);
        }

        @Override
        protected Object invokeSuspend(Object result) {
            if (leaves == 1) {
                return number;
            }
            if (!begun) {
                begun = true;
                sums = new long[10];
                Object answer = CoroutineScopeKt.<Unit>coroutineScope(
                        (scope, then) -> {
                            for (int i = 0; i < 10; i++) {
                                branch(scope, i);
                            }
                            return Unit.INSTANCE;
                        },
                        this);
                if (answer == IntrinsicsKt.getCOROUTINE_SUSPENDED()) {
                    return answer;
                }
            }
            long sum = 0;
            for (long below : sums) {
                sum += below;
            }
            return sum;
        }

        private void branch(CoroutineScope scope, int i) {
            Skynet below = new Skynet(number + (long) i * (leaves / 10), leaves / 10, null);
            BuildersKt.launch(
                    scope, Dispatchers.getDefault(), CoroutineStart.DEFAULT, new Branch(below, sums, i, null));
        }
    }

    /** {@code sums[i] = skynet(…)} */
    private static final class Branch extends SuspendLambda
            implements Function2<CoroutineScope, Continuation<? super Unit>, Object> {
        private final Skynet below;
        private final long[] sums;
        private final int place;
        private boolean begun;

        Branch(Skynet below, long[] sums, int place, @Nullable Continuation<Object> completion) {
            super(2, completion);
            this.below = below;
            this.sums = sums;
            this.place = place;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Continuation<Unit> create(@Nullable Object value, Continuation<?> completion) {
            return (Continuation<Unit>)
                    (Continuation<?>) new Branch(below, sums, place, (Continuation<Object>) completion);
        }

        @Override
        public Object invoke(CoroutineScope scope, Continuation<? super Unit> completion) {
            return ((Branch) (Object) create(scope, completion)).invokeSuspend(Unit.INSTANCE);
        }

        @Override
        @SuppressWarnings("unchecked")
        protected Object invokeSuspend(Object result) {
            Object sum = result;
            if (!begun) {
                begun = true;
                sum = ((Skynet) (Object) below.create(Unit.INSTANCE, this)).invokeSuspend(Unit.INSTANCE);
                if (sum == IntrinsicsKt.getCOROUTINE_SUSPENDED()) {
                    return sum;
                }
            }
            sums[place] = (Long) sum;
            return Unit.INSTANCE;
        }
    }
}

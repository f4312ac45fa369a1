package codestare.nursery.internal.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does what it is told, one thing after the other, on a thread of its own: the owner, or a task that waits. */
final class Actor {
    private final String name;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final BlockingQueue<Order> inbox = new LinkedBlockingQueue<>();

    /** @param end how the life of the actor ends after that; null if it goes on */
    private record Order(Callable<?> action, Act.Ending end, CompletableFuture<Optional<Throwable>> answer) {}

    private Actor(String name) {
        this.name = name;
    }

    /** One whose thread calls {@link #live}. */
    static Actor ofTask(String name) {
        return new Actor(name);
    }

    /** One that has a thread already. */
    static Actor ofOwner() {
        Actor owner = new Actor(Act.OWNER);
        Thread thread = new Thread(
                () -> {
                    try {
                        owner.live();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                },
                Act.OWNER);
        thread.setDaemon(true);
        thread.start();
        return owner;
    }

    /** Waits for orders until one ends it. */
    Object live() throws Exception {
        begun.countDown();
        while (true) {
            Order order = inbox.take();
            Throwable thrown = null;
            try {
                order.action().call();
            } catch (Throwable e) {
                thrown = e;
            }
            order.answer().complete(Optional.ofNullable(thrown));
            if (order.end() != null) {
                return end(order.end());
            }
        }
    }

    private String end(Act.Ending how) throws Exception {
        return switch (how) {
            case RETURNS -> "result of " + name;
            case FAILS -> throw new Thrown.Failure(name);
            case BREAKS -> throw new Thrown.Breakage(name);
        };
    }

    void awaitBegin(Duration limit) {
        try {
            assertThat(begun.await(limit.toMillis(), TimeUnit.MILLISECONDS))
                    .as("task %s begins", name)
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while task " + name + " begins", e);
        }
    }

    /** Lets it do something; returns what that throws, or null. */
    Throwable perform(Callable<?> action, Duration limit) throws InterruptedException {
        return order(action, null, limit);
    }

    /** Lets it do something and return then. */
    Throwable doAndReturn(Callable<?> action, Duration limit) throws InterruptedException {
        return order(action, Act.Ending.RETURNS, limit);
    }

    Throwable finish(Act.Ending how, Duration limit) throws InterruptedException {
        return order(() -> null, how, limit);
    }

    private Throwable order(Callable<?> action, Act.Ending end, Duration limit) throws InterruptedException {
        CompletableFuture<Optional<Throwable>> answer = new CompletableFuture<>();
        inbox.add(new Order(action, end, answer));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).orElse(null);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError(name + " has not come back", e);
        }
    }

    void end() {
        inbox.add(new Order(() -> null, Act.Ending.RETURNS, new CompletableFuture<>()));
    }
}

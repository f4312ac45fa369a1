package codestare.nursery.internal.signal;

import codestare.nursery.internal.work.Deadline;
import codestare.nursery.runtime.SignalStatus;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** The part of {@link SignalledProgram} that owns hooks and work. Without lambdas, as its content may be closed. */
public final class SignalledBundle implements UnaryOperator<String>, Drain {
    private final CountDownLatch hurried = new CountDownLatch(1);
    private volatile String manner = "prompt";
    private volatile Duration limit = Duration.ofMinutes(10);
    private HupPolicy hup = HupPolicy.AUTO;
    private ExitStatus status = ExitStatus.OF_THE_SIGNAL;
    private SignalHooks hooks;
    private SignalHooks kept;

    @Override
    public String apply(String command) {
        String[] words = command.split(" ");
        switch (words[0]) {
            case "install":
                hooks = new SignalHooks(
                        this, new SignalSettings(List.of(words).subList(1, words.length), hup, status, Duration.ZERO));
                hooks.install();
                return told(hooks.statuses());
            case "drain":
                manner = words[1];
                return "drain will be " + manner;
            case "limit":
                limit = Duration.ofMillis(Long.parseLong(words[1]));
                return "limited";
            case "hup":
                hup = HupPolicy.valueOf(words[1]);
                return "hup " + hup;
            case "status":
                status = ExitStatus.parse(words[1]);
                return "status " + words[1];
            case "keep":
                kept = hooks;
                return "kept";
            case "check":
                SignalHooks checked = words.length > 1 ? kept : hooks;
                checked.check();
                return told(checked.statuses());
            case "close":
                hooks.close();
                return "closed";
            default:
                return "what is " + command;
        }
    }

    private static String told(List<SignalStatus> statuses) {
        StringJoiner told = new StringJoiner(", ", "{", "}");
        for (SignalStatus status : statuses) {
            told.add(status.name() + "=" + status.state());
        }
        return told.toString();
    }

    @Override
    public void drain(String signal, Deadline hurry) {
        System.out.println(
                "drain " + signal + ", daemon " + Thread.currentThread().isDaemon());
        if (manner.equals("patient")) {
            awaitHurry();
        } else if (manner.equals("stuck")) {
            block();
        } else if (manner.equals("broken")) {
            throw new AssertionError("broken on purpose");
        }
        System.out.println("drained");
    }

    @Override
    public void hurry(String signal) {
        System.out.println("hurry " + signal);
        hurried.countDown();
    }

    @Override
    public Duration limit() {
        return limit;
    }

    private void awaitHurry() {
        try {
            hurried.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static void block() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

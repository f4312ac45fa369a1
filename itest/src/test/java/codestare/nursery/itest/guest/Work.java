package codestare.nursery.itest.guest;

import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/** What the only worker of a guest does; the system property {@code guest.work} says which of these. */
public enum Work {
    /** Waits until it is interrupted. */
    WAITS {
        @Override
        public void go() throws InterruptedException {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Notes.note("worker cancelled");
                throw e;
            }
        }
    },
    /** Does not end, whatever it is told. */
    IS_STUBBORN {
        @Override
        public void go() {
            while (true) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Notes.note("worker is stubborn");
                }
            }
        }
    },
    /** Notes {@code worker may exit}, and ends the JVM with status 7 when that gets WINCH, which does nothing by itself. */
    EXITS {
        @Override
        public void go() throws InterruptedException {
            CountDownLatch told = new CountDownLatch(1);
            Signal.handle(new Signal("WINCH"), signal -> told.countDown());
            Notes.note("worker may exit");
            told.await();
            System.exit(7);
        }
    };

    public abstract void go() throws InterruptedException;

    public static Work ofThisProcess() {
        return valueOf(System.getProperty("guest.work", WAITS.name()));
    }
}

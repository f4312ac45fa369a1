package codestare.nursery.itest.guest;

import java.util.concurrent.CountDownLatch;

/** What the only worker of a guest does; the system property {@code guest.work} says which of these. */
public enum Work {
    /** Waits until it is interrupted. */
    WAITS {
        @Override
        public void go(CountDownLatch ready) throws InterruptedException {
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
        public void go(CountDownLatch ready) {
            while (true) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Notes.note("worker is stubborn");
                }
            }
        }
    },
    /** Ends the JVM with status 7 as soon as the guest is ready. */
    EXITS {
        @Override
        public void go(CountDownLatch ready) throws InterruptedException {
            ready.await();
            System.exit(7);
        }
    };

    /** @param ready opened when the guest is ready */
    public abstract void go(CountDownLatch ready) throws InterruptedException;

    public static Work ofThisProcess() {
        return valueOf(System.getProperty("guest.work", WAITS.name()));
    }
}

package codestare.nursery.internal.signal;

/** Gives the signals back after a close that came while the process seemed to end. */
final class LateRelease implements Runnable {
    private final Escalation escalation;
    private final Taken taken;

    LateRelease(Escalation escalation, Taken taken) {
        this.escalation = escalation;
        this.taken = taken;
    }

    @Override
    public void run() {
        try {
            escalation.awaitRest();
            taken.release();
        } catch (InterruptedException nobodyKnowsThisThread) {
            taken.release();
        }
    }
}

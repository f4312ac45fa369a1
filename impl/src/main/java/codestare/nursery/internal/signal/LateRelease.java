package codestare.nursery.internal.signal;

import java.util.List;

/** Gives the signals back after a close that came while the process seemed to end. */
final class LateRelease implements Runnable {
    private final Escalation escalation;
    private final List<Seat> seats;

    LateRelease(Escalation escalation, List<Seat> seats) {
        this.escalation = escalation;
        this.seats = seats;
    }

    @Override
    public void run() {
        try {
            escalation.awaitRest();
        } catch (InterruptedException nobodyKnowsThisThread) {
            // then now
        }
        for (Seat seat : seats) {
            seat.release();
        }
    }
}

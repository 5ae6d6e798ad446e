package io.mooring.subscription.saga;

import io.mooring.activation.saga.Appointments;
import java.time.Instant;
import java.util.Arrays;

/** Winds clocks up and stops them, in the caller's transaction. A clock that rings at this very moment is left to it: what it finds then, it asks for. */
class PurchaseClocks {

    private final Appointments appointments;

    PurchaseClocks(Appointments appointments) {
        this.appointments = appointments;
    }

    /** Has it ring its patience after the given moment, instead of when it would have rung. */
    void start(PurchaseClock clock, String id, Instant since) {
        appointments.make(clock.task(), id, null, since.plus(clock.patience()));
    }

    /** The same, unless it is running already: who waits and asks again has waited since the first time. */
    void startFirst(PurchaseClock clock, String id, Instant since) {
        appointments.makeFirst(clock.task(), id, since.plus(clock.patience()));
    }

    /** The same as {@link #start}, unless it rings sooner. */
    void startSooner(PurchaseClock clock, String id, Instant since) {
        appointments.makeSooner(clock.task(), id, since.plus(clock.patience()));
    }

    /** Returns whether one of them was running. */
    boolean stop(String id, PurchaseClock... clocks) {
        return appointments.cancel(
                        id, Arrays.stream(clocks).map(PurchaseClock::task).toList())
                > 0;
    }
}

package io.mooring.eventstore.transfer;

/** Something that is not done with the tables as they are; says what must be so first. */
public final class TransferRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TransferRefused(String reason) {
        super(reason);
    }
}

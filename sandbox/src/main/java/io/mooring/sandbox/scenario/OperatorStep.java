package io.mooring.sandbox.scenario;

import org.jspecify.annotations.Nullable;

/** What whoever runs the engine does, and sees on the port for the inside. */
sealed interface OperatorStep extends Step {

    /**
     * Somebody says which licence a customer's purchase has.
     *
     * @param customerOf a purchase with that customer
     * @param licenceOf a purchase with that licence; none where the customer's purchase has none
     * @param refused the status that is to come instead of success
     */
    record Name(
            String customerOf,
            @Nullable String licenceOf,
            @Nullable Integer refused) implements OperatorStep {}

    /**
     * A task about one of the names of a purchase is open, or {@code open: false} is not, within twenty seconds.
     *
     * @param name which of its names, {@code CUSTOMER} or {@code LICENCE}
     */
    record Task(
            String kind,
            String purchase,
            String name,
            @Nullable Boolean open) implements OperatorStep {}

    /**
     * Messages wait with one of the names of a purchase, or {@code open: false} do not, within twenty seconds.
     *
     * @param name which of its names, {@code CUSTOMER} or {@code LICENCE}
     */
    record Waiting(String purchase, String name, @Nullable Boolean open) implements OperatorStep {}

    /**
     * For what is used now AWS is told this name of the purchase, and no other, whichever of its names one asks by, within twenty seconds.
     *
     * @param name {@code CUSTOMER} or {@code LICENCE}
     */
    record KnownAs(String purchase, String name) implements OperatorStep {}

    /**
     * Somebody proposes that the billing account which somebody registered is bound to a buyer's activation without a code.
     *
     * @param by who
     * @param refused the problem that is to come instead of success
     */
    record ProposeAccount(
            String buyer,
            String accountOf,
            String by,
            @Nullable String refused) implements OperatorStep {}

    /**
     * Somebody approves it.
     *
     * @param by who
     * @param refused the problem that is to come instead of success
     */
    record ApproveAccount(
            String buyer,
            String accountOf,
            String by,
            @Nullable String refused) implements OperatorStep {}

    /**
     * A proposal for a buyer's activation waits, or {@code open: false} does not, within twenty seconds.
     *
     * @param by who made it
     */
    record Proposal(
            String buyer, @Nullable String by, @Nullable Boolean open) implements OperatorStep {}

    /** The engine is ended and started anew with another feed for a listing, until the end of the scenario; AWS tells of it as before. */
    record Restart(String listing, String feed) implements OperatorStep {}
}

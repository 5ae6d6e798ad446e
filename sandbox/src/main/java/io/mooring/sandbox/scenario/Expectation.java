package io.mooring.sandbox.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be seen. */
sealed interface Expectation extends Step {

    /**
     * The buyer's page shows this within twenty seconds.
     *
     * @param status of the activation
     * @param subscription how AWS stands to it
     * @param satisfied requirements that hold
     * @param freeTrial whether AWS says that it is one
     * @param workspaces how many are bound
     * @param activation a name: it is the activation that had it before, or has it from now on
     * @param otherThan names of activations that it is not
     */
    record Expect(
            String buyer,
            @Nullable String status,
            @Nullable String subscription,
            @Nullable List<String> satisfied,
            @Nullable Boolean freeTrial,
            @Nullable Integer workspaces,
            @Nullable String activation,
            @Nullable List<String> otherThan)
            implements Expectation {}

    /**
     * The buyer's list shows a workspace so within twenty seconds, and nothing else about it: not who pays.
     *
     * @param of its name in the scenario
     * @param listed how many workspaces the list has
     * @param bindable whether the buyer may bind it, and {@code reason} why not
     */
    record Workspace(
            String buyer,
            String of,
            @Nullable Integer listed,
            @Nullable String site,
            @Nullable String language,
            @Nullable Boolean bindable,
            @Nullable String reason)
            implements Expectation {}

    /** So many mails come to the buyer's own mailbox within twenty seconds, and no more have come by then. */
    record Mails(String buyer, int count) implements Expectation {}

    /** So many messages have come into the dead-letter queue since the scenario began. */
    record DeadLetters(int count) implements Expectation {}

    /** Everything that AWS has said until now is taken, and its consequences are shown; whatever is expected after this has not only not happened yet. */
    record Settle() implements Expectation {}
}

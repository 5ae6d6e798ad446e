package io.mooring.billing.web;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.BoughtListingView;
import io.mooring.activation.api.FindBoughtListing;
import io.mooring.audit.api.Commands;
import io.mooring.billing.api.ApproveBillingAccount;
import io.mooring.billing.api.BillingMailboxView;
import io.mooring.billing.api.FindBillingMailbox;
import io.mooring.billing.api.FindProposedBillingAccount;
import io.mooring.billing.api.ProposeBillingAccount;
import io.mooring.billing.api.ProposedBillingAccountView;
import io.mooring.rule.api.RuleViolated;
import io.mooring.web.Decided;
import io.mooring.web.Queries;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/** The way for two people to bind the billing account of an activation where nobody reads its mailbox on file, on the port for the inside. */
@Component
@Endpoint(id = "activations")
class ActivationsEndpoint {

    private static final int CONFLICT = 409;

    private final Queries queries;
    private final Commands commands;
    private final Clock clock;

    ActivationsEndpoint(Queries queries, Commands commands, Clock clock) {
        this.queries = queries;
        this.commands = commands;
        this.clock = clock;
    }

    /** What of an activation is decided here. */
    enum Part {
        BILLING_ACCOUNT
    }

    /** What is to be done. */
    enum Action {
        PROPOSE,
        APPROVE
    }

    /** Which billing account waits for another person, if one does. */
    record Waiting(@Nullable ProposedBillingAccountView proposal) {}

    /** 404 where no activation is known by the id. */
    @ReadOperation
    WebEndpointResponse<Waiting> waiting(@Selector String activationId, @Selector Part part) {
        if (!isKnown(activationId)) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        var query = new FindProposedBillingAccount(new ActivationId(activationId), clock.instant());
        return new WebEndpointResponse<>(new Waiting(
                queries.find(query, ProposedBillingAccountView.class).orElse(null)));
    }

    /**
     * Proposes a billing account, or approves the one that was proposed: 204; 404 where the activation or the user name is not known, 409 where it cannot be
     * done, 400 for what cannot be kept.
     *
     * @param by who decided: a short account name, no personal data; somebody else approves than has proposed
     * @param reason why; 1 to 500 characters, no personal data
     * @param userName of the billing account, in both
     * @param action {@code propose} or {@code approve}
     */
    @WriteOperation
    WebEndpointResponse<Map<String, String>> decide(
            @Selector String activationId,
            @Selector Part part,
            String by,
            String reason,
            String userName,
            Action action) {
        var decided = new Decided(by, reason);
        var objection = decided.objection();
        if (objection != null) {
            return refused(WebEndpointResponse.STATUS_BAD_REQUEST, objection);
        }
        if (!isKnown(activationId)) {
            return refused(WebEndpointResponse.STATUS_NOT_FOUND, "there is no such activation");
        }
        var account = queries.find(new FindBillingMailbox(userName), BillingMailboxView.class)
                .map(BillingMailboxView::billingAccountId);
        if (account.isEmpty()) {
            return refused(WebEndpointResponse.STATUS_NOT_FOUND, "there is no billing account of that user name");
        }
        var activation = new ActivationId(activationId);
        try {
            commands.send(
                    switch (action) {
                        case PROPOSE -> new ProposeBillingAccount(account.get(), activation, by, decided.reason());
                        case APPROVE -> new ApproveBillingAccount(account.get(), activation, by, decided.reason());
                    },
                    decided.actor());
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
        } catch (RuleViolated refused) {
            return refused(CONFLICT, refused.rule().slug());
        }
    }

    private boolean isKnown(String activationId) {
        return !activationId.isBlank()
                && queries.find(new FindBoughtListing(new ActivationId(activationId)), BoughtListingView.class)
                        .isPresent();
    }

    private static WebEndpointResponse<Map<String, String>> refused(int status, String detail) {
        return new WebEndpointResponse<>(Map.of("detail", detail), status);
    }
}

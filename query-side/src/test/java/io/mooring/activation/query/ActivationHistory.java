package io.mooring.activation.query;

import static io.mooring.activation.api.Requirement.BILLING_ACCOUNT;
import static io.mooring.activation.api.Requirement.BOUND_WORKSPACE;
import static io.mooring.activation.api.Requirement.CONFIRMED_SUBSCRIPTION;

import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationPaused;
import io.mooring.activation.api.ActivationPostponed;
import io.mooring.activation.api.ActivationReminded;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.activation.api.ActivationStarted;
import io.mooring.activation.api.RequirementSatisfied;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingAccountRegistered;
import io.mooring.billing.api.CompanyInformation;
import io.mooring.console.api.ConsoleAccountId;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceBound;
import io.mooring.workspace.api.WorkspaceCreated;
import io.mooring.workspace.api.WorkspaceId;
import io.mooring.workspace.api.WorkspaceReleased;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Histories of one activation, named by how far they go. */
final class ActivationHistory {

    static final SubscriptionId SUBSCRIPTION = new SubscriptionId("s-1");
    static final ActivationId ACTIVATION = ActivationId.of(SUBSCRIPTION, 1);
    static final BillingAccountId PAYER = new BillingAccountId("b-1");
    static final WorkspaceId WORKSPACE = new WorkspaceId("w-1");
    static final Purchase PURCHASE = new Purchase("listing-1", "aws", "product-1", "customer-1", null);
    static final Instant T0 = Instant.parse("2026-11-01T10:00:00Z");

    static Object[] confirmedHistory() {
        return new Object[] {
            opened(),
            started(),
            new SubscriptionConfirmed(SUBSCRIPTION, ACTIVATION, null, false, at(2)),
            new RequirementSatisfied(ACTIVATION, CONFIRMED_SUBSCRIPTION, at(3))
        };
    }

    static Object[] completedHistory() {
        return new Object[] {
            opened(),
            started(),
            new BuyerLanded(SUBSCRIPTION, ACTIVATION, "111122223333", at(1)),
            new SubscriptionConfirmed(SUBSCRIPTION, ACTIVATION, null, false, at(2)),
            new RequirementSatisfied(ACTIVATION, CONFIRMED_SUBSCRIPTION, at(3)),
            new BillingAccountRegistered(PAYER, "acme", "it@acme.example", null, company(), "1", at(5)),
            new BillingAccountBound(PAYER, ACTIVATION, at(5)),
            new RequirementSatisfied(ACTIVATION, BILLING_ACCOUNT, at(6)),
            new WorkspaceCreated(
                    WORKSPACE,
                    PAYER,
                    new ConsoleAccountId("c-1"),
                    "Production",
                    "cn2",
                    TemplateLanguage.ZH,
                    "1",
                    at(7)),
            new WorkspaceBound(WORKSPACE, ACTIVATION, SUBSCRIPTION, at(7)),
            new RequirementSatisfied(ACTIVATION, BOUND_WORKSPACE, at(8)),
            new ActivationCompleted(ACTIVATION, SUBSCRIPTION, at(9))
        };
    }

    static Object[] wholeLife() {
        var second = ActivationId.of(SUBSCRIPTION, 2);
        return concat(
                completedHistory(),
                new ActivationPaused(ACTIVATION, at(20)),
                new SubscriptionEnding(SUBSCRIPTION, ACTIVATION, at(20), at(21)),
                new SubscriptionEnded(SUBSCRIPTION, ACTIVATION, at(22)),
                new ActivationEnded(ACTIVATION, SUBSCRIPTION, at(22)),
                new WorkspaceReleased(WORKSPACE, ACTIVATION, SUBSCRIPTION, at(23)),
                new SubscriptionOpened(SUBSCRIPTION, second, 2, PURCHASE, at(40)),
                started(second),
                new ActivationReminded(second, SUBSCRIPTION, at(60)),
                new SubscriptionFailed(SUBSCRIPTION, second, at(61)),
                new ActivationCancelled(second, SUBSCRIPTION, at(61)),
                new ActivationReopened(second, at(62), at(63), at(64)),
                new ActivationPostponed(second, at(70), at(64), at(63), at(80)),
                new WorkspaceBound(WORKSPACE, second, SUBSCRIPTION, at(65)),
                new RequirementSatisfied(second, BOUND_WORKSPACE, at(66)));
    }

    static SubscriptionOpened opened() {
        return new SubscriptionOpened(SUBSCRIPTION, ACTIVATION, 1, PURCHASE, T0);
    }

    static ActivationStarted started() {
        return started(ACTIVATION);
    }

    static ActivationStarted started(ActivationId id) {
        return new ActivationStarted(
                id,
                SUBSCRIPTION,
                List.of(CONFIRMED_SUBSCRIPTION, BILLING_ACCOUNT, BOUND_WORKSPACE),
                T0,
                T0.plus(Duration.ofDays(1)),
                T0.plus(Duration.ofDays(30)));
    }

    static CompanyInformation company() {
        return new CompanyInformation("Acme", "CN", null, null, "A. Person");
    }

    static Object[] concat(Object[] history, Object... more) {
        var all = new ArrayList<>(List.of(history));
        all.addAll(List.of(more));
        return all.toArray();
    }

    static Instant at(int minutes) {
        return T0.plus(Duration.ofMinutes(minutes));
    }

    private ActivationHistory() {}
}

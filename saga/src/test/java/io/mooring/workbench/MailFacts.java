package io.mooring.workbench;

import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationReminded;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.ActivationSuperseded;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.ActivationView.BoundWorkspace;
import io.mooring.activation.api.ActivationView.RequirementView;
import io.mooring.activation.api.Requirement;
import io.mooring.billing.api.BillingAccountApproved;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingAccountProposed;
import io.mooring.billing.api.BillingAccountRegistered;
import io.mooring.billing.api.CompanyInformation;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.verification.api.CodeIssued;
import io.mooring.verification.api.EmailVerified;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationId;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One activation, and what happens around it that somebody gets a mail about. */
public final class MailFacts {

    public static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    public static final SubscriptionId SUBSCRIPTION = new SubscriptionId("s-1");
    public static final ActivationId ACTIVATION = ActivationId.of(SUBSCRIPTION, 1);
    public static final ActivationId SUCCESSOR = ActivationId.of(new SubscriptionId("s-2"), 1);
    public static final VerificationId VERIFICATION = new VerificationId("v-1");
    public static final BillingAccountId BILLING_ACCOUNT = new BillingAccountId("b-1");

    public static CodeIssued codeIssued(int number, @Nullable String mailbox, MailLanguage language) {
        return new CodeIssued(
                VERIFICATION,
                ACTIVATION,
                Purpose.REGISTER,
                number,
                mailbox,
                language,
                NOW,
                NOW.plus(Duration.ofMinutes(10)));
    }

    public static EmailVerified verified(String mailbox) {
        return new EmailVerified(VERIFICATION, ACTIVATION, Purpose.REGISTER, mailbox, null, NOW);
    }

    public static BillingAccountRegistered registered(String mailbox) {
        return registered(BILLING_ACCOUNT, mailbox);
    }

    public static BillingAccountRegistered registered(BillingAccountId account, String mailbox) {
        var company = new CompanyInformation("Acme", "CN", null, null, "A. Person");
        return new BillingAccountRegistered(account, "acme", mailbox, null, company, "1", NOW);
    }

    public static BillingAccountBound bound() {
        return new BillingAccountBound(BILLING_ACCOUNT, ACTIVATION, NOW);
    }

    public static BillingAccountProposed proposed() {
        return new BillingAccountProposed(
                BILLING_ACCOUNT, ACTIVATION, "alice", "the mailbox is gone", NOW, NOW.plus(Duration.ofDays(1)));
    }

    public static BillingAccountApproved approved() {
        return new BillingAccountApproved(BILLING_ACCOUNT, ACTIVATION, "carol", "the contract names the company", NOW);
    }

    /** The activation that goes on from this one. */
    public static ActivationSuperseded superseded() {
        return new ActivationSuperseded(ACTIVATION, SUBSCRIPTION, SUCCESSOR, NOW);
    }

    public static BillingAccountBound carried() {
        return new BillingAccountBound(BILLING_ACCOUNT, SUCCESSOR, NOW);
    }

    public static ActivationCompleted completed() {
        return new ActivationCompleted(ACTIVATION, SUBSCRIPTION, NOW);
    }

    public static ActivationReminded reminded() {
        return new ActivationReminded(ACTIVATION, SUBSCRIPTION, NOW);
    }

    /** How the activation looks in that state, with one workspace bound and the billing account not. */
    public static ActivationView view(ActivationStatus status) {
        return view(status, "listing-1");
    }

    public static ActivationView view(ActivationStatus status, String listing) {
        return new ActivationView(
                ACTIVATION,
                7,
                status,
                new ActivationView.Subscription(
                        SUBSCRIPTION, SubscriptionStatus.CONFIRMED, listing, "p", "111122223333", 1, NOW, NOW, false),
                List.of(
                        new RequirementView(Requirement.CONFIRMED_SUBSCRIPTION, NOW),
                        new RequirementView(Requirement.BILLING_ACCOUNT, null)),
                List.of(),
                null,
                List.of(new BoundWorkspace(new WorkspaceId("w-1"), "R&D", "cn2", TemplateLanguage.EN, NOW)),
                NOW,
                NOW.plus(Duration.ofDays(30)),
                NOW);
    }

    private MailFacts() {}
}

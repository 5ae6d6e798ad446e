package io.mooring.mail.saga;

import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationReminded;
import io.mooring.billing.api.BillingAccountApproved;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.verification.api.CodeIssued;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.VerificationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A mail to be written and sent: whom it is for and what it is about, in ids. */
public record Mail(
        MailKind kind,
        ActivationId activationId,
        @Nullable SubscriptionId subscriptionId,
        @Nullable Code code,
        String recipient,
        MailLanguage language) {

    /** Which code it is to carry; the code itself is derived when the mail is sent. */
    record Code(VerificationId verificationId, int number, Instant expiresAt) {}

    /** The code that was issued, to the mailbox that is to be proven. */
    public static Mail of(CodeIssued event, String mailbox) {
        var code = new Code(event.verificationId(), event.number(), event.expiresAt());
        return new Mail(MailKind.VERIFICATION_CODE, event.activationId(), null, code, mailbox, event.language());
    }

    /** What AWS settles from now on, and what to do next. */
    public static Mail of(ActivationCompleted event, MailContact contact) {
        return about(MailKind.ACTIVATION_COMPLETED, event.activationId(), event.subscriptionId(), contact);
    }

    /** What is still due. */
    public static Mail of(ActivationReminded event, MailContact contact) {
        return about(MailKind.ACTIVATION_REMINDED, event.activationId(), event.subscriptionId(), contact);
    }

    /** That the account pays for a purchase from now on, which no code to its mailbox has confirmed. */
    public static Mail of(BillingAccountApproved event, MailContact contact) {
        return new Mail(
                MailKind.BILLING_ACCOUNT_APPROVED,
                event.activationId(),
                null,
                null,
                contact.mailbox(),
                contact.language());
    }

    private static Mail about(
            MailKind kind, ActivationId activationId, SubscriptionId subscriptionId, MailContact contact) {
        return new Mail(kind, activationId, subscriptionId, null, contact.mailbox(), contact.language());
    }

    @Override
    public String toString() {
        return "Mail[" + kind + " " + activationId + "]";
    }
}

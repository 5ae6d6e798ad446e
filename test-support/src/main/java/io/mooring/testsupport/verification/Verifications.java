package io.mooring.testsupport.verification;

import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.activation.api.ActivationId;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.testsupport.subscription.Subscriptions;
import io.mooring.verification.api.CodeIssued;
import io.mooring.verification.api.EmailVerified;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationAttemptFailed;
import io.mooring.verification.api.VerificationEvent;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A challenge to a mailbox and its history so far. */
public final class Verifications {

    public static final VerificationId ID = new VerificationId("verification-1");
    public static final ActivationId ACTIVATION = Subscriptions.ACTIVATION;
    public static final String MAILBOX = "ann@harbour.example";
    public static final Duration VALID_FOR = Duration.ofMinutes(10);

    public static VerificationRequested requested(Purpose purpose) {
        return new VerificationRequested(ID, ACTIVATION, purpose, MAILBOX, null, MailLanguage.EN, NOW);
    }

    public static CodeIssued code(int number, Instant at) {
        return new CodeIssued(
                ID, ACTIVATION, Purpose.REGISTER, number, MAILBOX, MailLanguage.EN, at, at.plus(VALID_FOR));
    }

    /** One code, issued now. */
    public static List<VerificationEvent> waitingForCode() {
        return List.of(requested(Purpose.REGISTER), code(1, NOW));
    }

    /** So many wrong tries, all of them now. */
    public static List<VerificationEvent> withWrongTries(List<VerificationEvent> before, int tries) {
        return Stream.concat(
                        before.stream(),
                        Stream.<VerificationEvent>generate(() -> new VerificationAttemptFailed(ID, 0, NOW))
                                .limit(tries))
                .toList();
    }

    public static List<VerificationEvent> then(List<VerificationEvent> before, VerificationEvent next) {
        return Stream.concat(before.stream(), Stream.of(next)).toList();
    }

    public static EmailVerified verified(Purpose purpose, @Nullable BillingAccountId onFileFor) {
        return new EmailVerified(ID, ACTIVATION, purpose, MAILBOX, onFileFor, NOW);
    }

    private Verifications() {}
}

package io.mooring.verification.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.OpenActivations;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.verification.api.CodeIssued;
import io.mooring.verification.api.CodeValidity;
import io.mooring.verification.api.EmailVerified;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.ProvenMailboxes;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.RequestAnotherCode;
import io.mooring.verification.api.RequestVerification;
import io.mooring.verification.api.VerificationAttemptFailed;
import io.mooring.verification.api.VerificationCodes;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationOutcome;
import io.mooring.verification.api.VerificationRequested;
import io.mooring.verification.api.VerificationRule;
import io.mooring.verification.api.VerifyEmail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Proof of one mailbox: codes that live ten minutes, five tries each, the two newest valid so that a slow mail locks nobody out. */
@Aggregate(lockFactory = "databaseDecides")
class Verification {

    static final Duration CODE_VALID_FOR = Duration.ofMinutes(10);
    static final int TRIES_PER_CODE = 5;
    private static final int VALID_CODES = 2;

    private record Code(int number, Instant expiresAt, int wrongTries) {}

    private @AggregateIdentifier VerificationId verificationId;
    private ActivationId activationId;
    private Purpose purpose;
    private @Nullable String mailbox;
    private @Nullable BillingAccountId billingAccountId;
    private MailLanguage language;
    private List<Code> newest = List.of();
    private boolean verified;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    CodeValidity decide(
            RequestVerification command, Clock clock, OpenActivations door, MailboxBudget budget, LookupKeys keys) {
        var now = clock.instant();
        if (verificationId == null) {
            door.enter(command.activationId());
            apply(new VerificationRequested(
                    command.verificationId(),
                    command.activationId(),
                    command.purpose(),
                    command.mailbox(),
                    command.billingAccountId(),
                    command.language(),
                    now));
            issueCode(now, budget, keys);
        }
        return validity();
    }

    @CommandHandler
    CodeValidity decide(
            RequestAnotherCode command, Clock clock, OpenActivations door, MailboxBudget budget, LookupKeys keys) {
        requireOwn(command.activationId());
        door.enter(activationId);
        if (!verified) {
            issueCode(clock.instant(), budget, keys);
        }
        return validity();
    }

    private void issueCode(Instant now, MailboxBudget budget, LookupKeys keys) {
        budget.spendCode(openBudget(keys), purpose, now).ifPresent(refusal -> {
            var rule = refusal.tooSoon() ? VerificationRule.NOT_TOO_SOON : VerificationRule.MAILBOX_WITHIN_LIMIT;
            throw rule.violatedBy(verificationId, refusal.retryAt());
        });
        var silenced = purpose == Purpose.BIND
                && budget.spendCode(secretBudget(keys), purpose, now).isPresent();
        var number = newest.isEmpty() ? 1 : newest.getLast().number() + 1;
        apply(new CodeIssued(
                verificationId,
                activationId,
                purpose,
                number,
                silenced ? null : mailbox,
                language,
                now,
                now.plus(CODE_VALID_FOR)));
    }

    /**
     * The budget that refuses openly. For the mailbox on file it is the asking activation's own: one of the mailbox would tell a user name that somebody
     * has from one that nobody has.
     */
    private String openBudget(LookupKeys keys) {
        return purpose == Purpose.BIND || mailbox == null ? activationId.value() : keys.ofMailbox(mailbox);
    }

    /** The budget of the mailbox on file: past it no mail is sent and no code passes, and nobody is told. */
    private String secretBudget(LookupKeys keys) {
        return keys.ofMailbox(mailbox == null ? "nobody of " + activationId : mailbox);
    }

    private CodeValidity validity() {
        var expiresAt = newest.getLast().expiresAt();
        return new CodeValidity(expiresAt, expiresAt.minus(CODE_VALID_FOR).plus(MailboxBudget.BETWEEN_CODES));
    }

    @CommandHandler
    VerificationOutcome decide(
            VerifyEmail command,
            Clock clock,
            OpenActivations door,
            VerificationCodes codes,
            MailboxBudget budget,
            ProvenMailboxes proofs,
            LookupKeys keys) {
        requireOwn(command.activationId());
        if (verified) {
            return new VerificationOutcome(true, 0);
        }
        door.enter(activationId);
        var now = clock.instant();
        budget.exhaustedUntil(openBudget(keys), now).ifPresent(tomorrow -> {
            throw VerificationRule.MAILBOX_WITHIN_LIMIT.violatedBy(verificationId, tomorrow);
        });
        var open = openCodes(now);
        var silenced = purpose == Purpose.BIND
                && budget.exhaustedUntil(secretBudget(keys), now).isPresent();
        if (isRight(command.code(), open, codes) && mailbox != null && !silenced) {
            var proof = new EmailVerified(verificationId, activationId, purpose, mailbox, billingAccountId, now);
            apply(proof);
            proofs.record(proof);
            return new VerificationOutcome(true, 0);
        }
        budget.countWrongTry(openBudget(keys), now);
        if (purpose == Purpose.BIND && !silenced) {
            budget.countWrongTry(secretBudget(keys), now);
        }
        var attemptsLeft = TRIES_PER_CODE
                - 1
                - open.stream().mapToInt(Code::wrongTries).min().orElseThrow();
        apply(new VerificationAttemptFailed(verificationId, attemptsLeft, now));
        return new VerificationOutcome(false, attemptsLeft);
    }

    private List<Code> openCodes(Instant now) {
        var valid =
                newest.stream().filter(code -> now.isBefore(code.expiresAt())).toList();
        if (valid.isEmpty()) {
            throw VerificationRule.CODE_VALID.violatedBy(verificationId);
        }
        var open = valid.stream()
                .filter(code -> code.wrongTries() < TRIES_PER_CODE)
                .toList();
        if (open.isEmpty()) {
            throw VerificationRule.ATTEMPTS_LEFT.violatedBy(
                    verificationId, validity().resendAfter());
        }
        return open;
    }

    private boolean isRight(String typed, List<Code> open, VerificationCodes codes) {
        var right = false;
        for (var code : open) {
            right |= codes.matches(verificationId, code.number(), typed);
        }
        return right;
    }

    private void requireOwn(ActivationId asking) {
        if (!activationId.equals(asking)) {
            throw new AggregateNotFoundException(verificationId.value(), "No such verification in this activation");
        }
    }

    @EventSourcingHandler
    void evolve(VerificationRequested event) {
        verificationId = event.verificationId();
        activationId = event.activationId();
        purpose = event.purpose();
        mailbox = event.mailbox();
        billingAccountId = event.billingAccountId();
        language = event.language();
    }

    @EventSourcingHandler
    void evolve(CodeIssued event) {
        var codes = new ArrayList<>(newest);
        codes.add(new Code(event.number(), event.expiresAt(), 0));
        newest = List.copyOf(codes.subList(Math.max(0, codes.size() - VALID_CODES), codes.size()));
    }

    @EventSourcingHandler
    void evolve(VerificationAttemptFailed event) {
        newest = newest.stream()
                .map(code -> event.failedAt().isBefore(code.expiresAt())
                        ? new Code(code.number(), code.expiresAt(), code.wrongTries() + 1)
                        : code)
                .toList();
    }

    @EventSourcingHandler
    void evolve(EmailVerified event) {
        verified = true;
    }
}

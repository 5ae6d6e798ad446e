package io.mooring.verification.web;

import io.mooring.access.web.BuyerSession;
import io.mooring.activation.web.CurrentActivations;
import io.mooring.audit.api.Commands;
import io.mooring.billing.api.BillingMailboxView;
import io.mooring.billing.api.FindBillingMailbox;
import io.mooring.idempotency.web.IdempotencyKey;
import io.mooring.verification.api.CodeValidity;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.RequestAnotherCode;
import io.mooring.verification.api.RequestVerification;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationOutcome;
import io.mooring.verification.api.VerifyEmail;
import io.mooring.verification.web.RequestedVerifications.Requested;
import io.mooring.web.Fault;
import io.mooring.web.Problem;
import io.mooring.web.Queries;
import io.mooring.web.Workers;
import io.mooring.web.input.Form;
import io.mooring.web.input.Given;
import io.mooring.web.input.Input;
import jakarta.validation.Valid;
import java.net.URI;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Codes to mailboxes. Whether a Billing Center user name exists shows neither in an answer nor in the work done for it. */
@RestController
@RequestMapping("/api/activation/verifications")
final class VerificationApi {

    enum Language {
        en,
        zh;

        MailLanguage ofMail() {
            return MailLanguage.valueOf(name().toUpperCase(Locale.ROOT));
        }
    }

    record VerificationRequest(
            @Given Purpose purpose,

            @Input(value = Form.MAIL_ADDRESS, optional = true) @Nullable
            String email,

            @Input(value = Form.TYPED_NAME, optional = true) @Nullable
            String userName,

            @Given Language language) {

        @Override
        public String toString() {
            return "VerificationRequest[" + purpose + "]";
        }
    }

    record VerificationAnswer(
            VerificationId verificationId, Purpose purpose, Instant codeExpiresAt, Instant resendAfter) {}

    record AttemptRequest(@Input(Form.CODE) String code) {

        @Override
        public String toString() {
            return "AttemptRequest[…]";
        }
    }

    record AttemptAnswer(boolean verified) {}

    record Nothing() {}

    private final CurrentActivations activations;
    private final RequestedVerifications requested;
    private final Commands commands;
    private final Queries queries;
    private final Workers workers;

    VerificationApi(
            CurrentActivations activations,
            RequestedVerifications requested,
            Commands commands,
            Queries queries,
            Workers workers) {
        this.activations = activations;
        this.requested = requested;
        this.commands = commands;
        this.queries = queries;
        this.workers = workers;
    }

    @PostMapping
    Mono<ResponseEntity<VerificationAnswer>> request(
            BuyerSession session, IdempotencyKey key, @Valid @RequestBody VerificationRequest request) {
        return workers.call(() -> {
            var activation = activations.of(session).activationId();
            var id = new VerificationId(key.idOf("verification", activation));
            var proof = mailbox(id, request);
            var validity = commands.ask(
                    new RequestVerification(
                            id,
                            activation,
                            request.purpose(),
                            proof.mailbox(),
                            proof.requested().billingAccountId(),
                            request.language().ofMail()),
                    CodeValidity.class,
                    session.actor());
            requested.remember(activation, proof.requested());
            return ResponseEntity.created(URI.create("/api/activation/verifications/" + id))
                    .body(new VerificationAnswer(
                            id, request.purpose(), validity.codeExpiresAt(), validity.resendAfter()));
        });
    }

    private record Wanted(Requested requested, @Nullable String mailbox) {}

    private Wanted mailbox(VerificationId id, VerificationRequest request) {
        if (request.purpose() == Purpose.BIND) {
            var userName = given("#/userName", request.userName());
            notGiven("#/email", request.email());
            var onFile = queries.find(new FindBillingMailbox(userName), BillingMailboxView.class);
            var account = onFile.map(BillingMailboxView::billingAccountId).orElse(null);
            return new Wanted(
                    new Requested(id, Purpose.BIND, null, account),
                    onFile.map(BillingMailboxView::mailbox).orElse(null));
        }
        var email = given("#/email", request.email());
        notGiven("#/userName", request.userName());
        return new Wanted(new Requested(id, request.purpose(), email, null), email);
    }

    private static String given(String pointer, @Nullable String value) {
        if (value == null) {
            throw Problem.invalid(pointer, "required");
        }
        return value.strip();
    }

    private static void notGiven(String pointer, @Nullable String value) {
        if (value != null) {
            throw Problem.invalid(pointer, "not-expected");
        }
    }

    @PostMapping("/{id}/codes")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<CodeValidity> anotherCode(BuyerSession session, @PathVariable String id, @RequestBody Nothing nothing) {
        return workers.call(() -> {
            var activation = activations.of(session).activationId();
            var known = requested.require(new VerificationId(id), activation);
            return commands.ask(
                    new RequestAnotherCode(known.verificationId(), activation), CodeValidity.class, session.actor());
        });
    }

    @PostMapping("/{id}/attempts")
    Mono<AttemptAnswer> attempt(
            BuyerSession session, @PathVariable String id, @Valid @RequestBody AttemptRequest attempt) {
        return workers.call(() -> {
            var activation = activations.of(session).activationId();
            var known = requested.require(new VerificationId(id), activation);
            var code = Normalizer.normalize(attempt.code(), Normalizer.Form.NFKC);
            var outcome = commands.ask(
                    new VerifyEmail(known.verificationId(), activation, code),
                    VerificationOutcome.class,
                    session.actor());
            if (!outcome.verified()) {
                throw Fault.VERIFICATION_CODE_WRONG.problem().attemptsLeft(outcome.attemptsLeft());
            }
            return new AttemptAnswer(true);
        });
    }
}

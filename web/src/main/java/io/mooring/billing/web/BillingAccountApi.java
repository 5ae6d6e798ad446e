package io.mooring.billing.web;

import io.mooring.access.web.BuyerSession;
import io.mooring.access.web.BuyerSession.Proof;
import io.mooring.access.web.Scope;
import io.mooring.access.web.SessionCookies;
import io.mooring.access.web.Sessions;
import io.mooring.activation.web.CurrentActivations;
import io.mooring.audit.api.Commands;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BindBillingAccount;
import io.mooring.idempotency.web.IdempotencyKey;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationRule;
import io.mooring.verification.web.RequestedVerifications;
import io.mooring.web.Workers;
import io.mooring.web.input.Form;
import io.mooring.web.input.Input;
import jakarta.validation.Valid;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Binds the existing billing account whose mailbox on file was proven; from then on the session sees that account's workspaces, under a new token. */
@RestController
final class BillingAccountApi {

    record Binding(@Input(Form.ID) String verificationId) {}

    record Bound(BillingAccountId billingAccountId) {}

    private final CurrentActivations activations;
    private final RequestedVerifications verifications;
    private final Commands commands;
    private final Sessions sessions;
    private final Workers workers;

    BillingAccountApi(
            CurrentActivations activations,
            RequestedVerifications verifications,
            Commands commands,
            Sessions sessions,
            Workers workers) {
        this.activations = activations;
        this.verifications = verifications;
        this.commands = commands;
        this.sessions = sessions;
        this.workers = workers;
    }

    @PostMapping("/api/activation/billing-account")
    Mono<ResponseEntity<Bound>> bind(BuyerSession session, IdempotencyKey key, @Valid @RequestBody Binding binding) {
        return workers.call(() -> {
            var activation = activations.of(session).activationId();
            var proof = verifications.require(new VerificationId(binding.verificationId()), activation);
            var account = proof.billingAccountId();
            if (proof.purpose() != Purpose.BIND || account == null) {
                throw VerificationRule.MAILBOX_PROVEN.violatedBy(proof.verificationId());
            }
            commands.send(new BindBillingAccount(account, activation, proof.verificationId()), session.actor());
            var token = sessions.raise(session, new Proof(activation, account), key.value());
            return ResponseEntity.status(HttpStatus.CREATED)
                    .header(
                            HttpHeaders.SET_COOKIE,
                            SessionCookies.of(Scope.ACTIVATION, token).toString())
                    .body(new Bound(account));
        });
    }
}

package io.mooring.workspace.web;

import io.mooring.access.api.PasswordHash;
import io.mooring.access.web.BuyerSession;
import io.mooring.access.web.CommonPasswords;
import io.mooring.access.web.Passwords;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.CreateAndBindWorkspace;
import io.mooring.activation.web.CurrentActivations;
import io.mooring.audit.api.Commands;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.console.api.ConsoleAccountId;
import io.mooring.console.api.RegisterConsoleAccount;
import io.mooring.idempotency.web.IdempotencyKey;
import io.mooring.verification.api.ProvenMailboxes;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationRule;
import io.mooring.verification.web.RequestedVerifications;
import io.mooring.verification.web.RequestedVerifications.Requested;
import io.mooring.web.Brands;
import io.mooring.web.Problem;
import io.mooring.web.Workers;
import io.mooring.web.input.Form;
import io.mooring.web.input.Given;
import io.mooring.web.input.Input;
import io.mooring.web.input.KnownSite;
import io.mooring.web.input.Typed;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceId;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Creates a workspace for the bound billing account and binds it, for an existing console account or together with a new one. */
@RestController
final class NewWorkspaceApi {

    enum Kind {
        EXISTING,
        NEW
    }

    record NewWorkspace(
            @Input(Form.WORKSPACE_NAME) String name,
            @KnownSite String site,
            @Given TemplateLanguage templateLanguage,
            @Input(Form.TERMS_VERSION) String termsVersion,
            @Given @Valid ConsoleAccount consoleAccount) {

        NewWorkspace {
            name = Typed.required(name);
            termsVersion = Typed.required(termsVersion);
        }
    }

    record ConsoleAccount(
            @Given Kind kind,
            @Input(Form.ID) String verificationId,

            @Input(value = Form.USER_NAME, optional = true) @Nullable
            String userName,

            @Input(value = Form.PASSWORD, optional = true) @Nullable
            String password,

            @Input(value = Form.PHONE, optional = true) @Nullable
            String phone) {

        ConsoleAccount {
            verificationId = Typed.required(verificationId);
            userName = Typed.optional(userName);
            phone = Typed.optional(phone);
        }

        @Override
        public String toString() {
            return "ConsoleAccount[" + kind + "]";
        }
    }

    record Created(WorkspaceId workspaceId) {}

    private record Place(ActivationView activation, BillingAccountId billingAccountId, Requested proof) {}

    private final CurrentActivations activations;
    private final RequestedVerifications verifications;
    private final ProvenMailboxes proofs;
    private final CommonPasswords commonPasswords;
    private final Passwords passwords;
    private final Brands brands;
    private final Commands commands;
    private final Workers workers;

    NewWorkspaceApi(
            CurrentActivations activations,
            RequestedVerifications verifications,
            ProvenMailboxes proofs,
            CommonPasswords commonPasswords,
            Passwords passwords,
            Brands brands,
            Commands commands,
            Workers workers) {
        this.activations = activations;
        this.verifications = verifications;
        this.proofs = proofs;
        this.commonPasswords = commonPasswords;
        this.passwords = passwords;
        this.brands = brands;
        this.commands = commands;
        this.workers = workers;
    }

    @PostMapping("/api/activation/workspaces")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Created> create(BuyerSession session, IdempotencyKey key, @Valid @RequestBody NewWorkspace workspace) {
        var typed = workspace.consoleAccount();
        if (typed.kind() == Kind.EXISTING) {
            refuseExtras(typed);
        } else {
            required("#/consoleAccount/userName", typed.userName());
            required("#/consoleAccount/password", typed.password());
        }
        return workers.call(() -> place(session, workspace))
                .flatMap(place -> hash(typed, place)
                        .flatMap(hash -> workers.call(() -> created(session, key, workspace, place, hash))));
    }

    private static void refuseExtras(ConsoleAccount typed) {
        if (typed.userName() != null || typed.password() != null || typed.phone() != null) {
            throw Problem.invalid("#/consoleAccount", "not-expected");
        }
    }

    private static String required(String pointer, @Nullable String value) {
        if (value == null) {
            throw Problem.invalid(pointer, "required");
        }
        return value;
    }

    /** Refuses what the command would refuse anyway before a password is hashed for it. */
    private Place place(BuyerSession session, NewWorkspace workspace) {
        var typed = workspace.consoleAccount();
        var activation = activations.of(session);
        brands.requireCurrentTerms(activation.subscription().listing(), workspace.termsVersion());
        var account = activations.billingAccount(session, activation);
        var proof = verifications.require(new VerificationId(typed.verificationId()), activation.activationId());
        if (proof.purpose() != Purpose.CONSOLE) {
            throw VerificationRule.MAILBOX_PROVEN.violatedBy(proof.verificationId());
        }
        proofs.require(proof.verificationId(), activation.activationId(), Purpose.CONSOLE);
        return new Place(activation, account, proof);
    }

    private Mono<Optional<PasswordHash>> hash(ConsoleAccount typed, Place place) {
        if (typed.password() == null) {
            return Mono.just(Optional.empty());
        }
        var known = new ArrayList<@Nullable String>(brands.names());
        known.add(typed.userName());
        known.add(place.proof().mailbox());
        commonPasswords.refuse("#/consoleAccount/password", typed.password(), known);
        return passwords.hash(typed.password()).map(Optional::of);
    }

    private Created created(
            BuyerSession session,
            IdempotencyKey key,
            NewWorkspace workspace,
            Place place,
            Optional<PasswordHash> hash) {
        var activation = place.activation();
        var workspaceId = new WorkspaceId(key.idOf("workspace", activation.activationId()));
        commands.send(
                new CreateAndBindWorkspace(
                        activation.activationId(),
                        activation.subscription().subscriptionId(),
                        place.billingAccountId(),
                        place.proof().verificationId(),
                        hash.map(made -> newAccount(key, workspace, place, made))
                                .orElse(null),
                        workspaceId,
                        workspace.name(),
                        workspace.site(),
                        workspace.templateLanguage(),
                        workspace.termsVersion()),
                session.actor());
        return new Created(workspaceId);
    }

    private static RegisterConsoleAccount newAccount(
            IdempotencyKey key, NewWorkspace workspace, Place place, PasswordHash hash) {
        var typed = workspace.consoleAccount();
        var activationId = place.activation().activationId();
        return new RegisterConsoleAccount(
                new ConsoleAccountId(key.idOf("console-account", activationId)),
                activationId,
                place.proof().verificationId(),
                Purpose.CONSOLE,
                required("#/consoleAccount/userName", typed.userName()),
                required("#/consoleAccount/verificationId", place.proof().mailbox()),
                typed.phone(),
                hash,
                workspace.termsVersion());
    }
}

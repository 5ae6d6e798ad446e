package io.mooring.billing.web;

import io.mooring.access.api.PasswordHash;
import io.mooring.access.web.BuyerSession;
import io.mooring.access.web.CommonPasswords;
import io.mooring.access.web.Passwords;
import io.mooring.activation.api.Activate;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.web.CurrentActivations;
import io.mooring.audit.api.Commands;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.CompanyInformation;
import io.mooring.billing.api.RegisterBillingAccount;
import io.mooring.console.api.ConsoleAccountId;
import io.mooring.console.api.RegisterConsoleAccount;
import io.mooring.idempotency.web.IdempotencyKey;
import io.mooring.verification.api.ProvenMailboxes;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.web.RequestedVerifications;
import io.mooring.web.Brands;
import io.mooring.web.Workers;
import io.mooring.web.input.Form;
import io.mooring.web.input.Given;
import io.mooring.web.input.Input;
import io.mooring.web.input.KnownSite;
import io.mooring.web.input.Typed;
import io.mooring.workspace.api.CreateWorkspace;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceId;
import jakarta.validation.Valid;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The press of <b>Activate</b>: a billing account, a console account and a bound workspace, all or nothing. */
@RestController
final class RegistrationApi {

    record Registration(
            @KnownSite String site,
            @Input(Form.USER_NAME) String userName,
            @Input(Form.PASSWORD) String password,
            @Input(Form.MAIL_ADDRESS) String email,

            @Input(value = Form.PHONE, optional = true) @Nullable
            String phone,

            @Input(Form.ID) String verificationId,
            @Given @Valid Company company,
            @Given @Valid NewWorkspace workspace,
            @Input(Form.TERMS_VERSION) String termsVersion) {

        Registration {
            userName = Typed.required(userName);
            email = Typed.required(email);
            phone = Typed.optional(phone);
            verificationId = Typed.required(verificationId);
            termsVersion = Typed.required(termsVersion);
        }

        @Override
        public String toString() {
            return "Registration[…]";
        }
    }

    record Company(
            @Input(Form.COMPANY_NAME) String name,
            @Input(Form.COUNTRY) String country,

            @Input(value = Form.ADDRESS, optional = true) @Nullable
            String address,

            @Input(value = Form.TAX_ID, optional = true) @Nullable
            String taxId,

            @Input(Form.PERSON_NAME) String contactName) {

        Company {
            name = Typed.required(name);
            country = Typed.required(country);
            address = Typed.optional(address);
            taxId = Typed.optional(taxId);
            contactName = Typed.required(contactName);
        }

        @Override
        public String toString() {
            return "Company[…]";
        }
    }

    record NewWorkspace(
            @Input(Form.WORKSPACE_NAME) String name, @Given TemplateLanguage templateLanguage) {

        NewWorkspace {
            name = Typed.required(name);
        }
    }

    record Registered(BillingAccountId billingAccountId, ConsoleAccountId consoleAccountId, WorkspaceId workspaceId) {}

    private final CurrentActivations activations;
    private final RequestedVerifications verifications;
    private final ProvenMailboxes proofs;
    private final CommonPasswords commonPasswords;
    private final Passwords passwords;
    private final Brands brands;
    private final Commands commands;
    private final Workers workers;

    RegistrationApi(
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

    @PostMapping("/api/activation/registration")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Registered> register(BuyerSession session, IdempotencyKey key, @Valid @RequestBody Registration registration) {
        var known = new ArrayList<@Nullable String>(brands.names());
        known.add(registration.userName());
        known.add(registration.email());
        known.add(registration.company().name());
        commonPasswords.refuse("#/password", registration.password(), known);
        return workers.call(() -> activate(session, key, registration))
                .flatMap(pending -> passwords
                        .hash(registration.password())
                        .flatMap(hash -> workers.call(() -> {
                            commands.send(pending.with(hash), session.actor());
                            return pending.answer();
                        })));
    }

    /** Refuses what the command would refuse anyway before a password is hashed for it. */
    private Pending activate(BuyerSession session, IdempotencyKey key, Registration registration) {
        var activation = activations.of(session);
        brands.requireCurrentTerms(activation.subscription().listing(), registration.termsVersion());
        var verificationId = new VerificationId(registration.verificationId());
        verifications.require(verificationId, activation.activationId());
        proofs.require(verificationId, activation.activationId(), Purpose.REGISTER);
        return new Pending(
                activation,
                registration,
                new Registered(
                        new BillingAccountId(key.idOf("billing-account", activation.activationId())),
                        new ConsoleAccountId(key.idOf("console-account", activation.activationId())),
                        new WorkspaceId(key.idOf("workspace", activation.activationId()))));
    }

    /** All that the command needs but the hash, which is dear and therefore made last. */
    private record Pending(ActivationView activation, Registration registration, Registered answer) {

        Activate with(PasswordHash hash) {
            var typed = registration;
            var verification = new VerificationId(typed.verificationId());
            return new Activate(
                    activation.activationId(),
                    activation.subscription().subscriptionId(),
                    new RegisterBillingAccount(
                            answer.billingAccountId(),
                            activation.activationId(),
                            verification,
                            typed.userName(),
                            typed.email(),
                            typed.phone(),
                            company(typed.company()),
                            hash,
                            typed.termsVersion()),
                    new RegisterConsoleAccount(
                            answer.consoleAccountId(),
                            activation.activationId(),
                            verification,
                            Purpose.REGISTER,
                            typed.userName(),
                            typed.email(),
                            typed.phone(),
                            hash,
                            typed.termsVersion()),
                    new CreateWorkspace(
                            answer.workspaceId(),
                            answer.billingAccountId(),
                            answer.consoleAccountId(),
                            typed.workspace().name(),
                            typed.site(),
                            typed.workspace().templateLanguage(),
                            typed.termsVersion()));
        }

        private static CompanyInformation company(Company typed) {
            return new CompanyInformation(
                    typed.name(), typed.country(), typed.address(), typed.taxId(), typed.contactName());
        }
    }
}

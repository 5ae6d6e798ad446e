package io.mooring.sandbox.seed;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.StartActivation;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BindBillingAccount;
import io.mooring.billing.api.CompanyInformation;
import io.mooring.billing.api.RegisterBillingAccount;
import io.mooring.console.api.ConsoleAccountId;
import io.mooring.console.api.RegisterConsoleAccount;
import io.mooring.rule.api.NamedUuid;
import io.mooring.sandbox.aws.SandboxListing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.verification.api.CodeValidity;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.RequestVerification;
import io.mooring.verification.api.VerificationCodes;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationOutcome;
import io.mooring.verification.api.VerifyEmail;
import io.mooring.workspace.api.BindWorkspace;
import io.mooring.workspace.api.CreateWorkspace;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A company that has activated before: a billing account with two workspaces to bind and one that another subscription
 * pays for, and a console account. Made by the engine's own commands under ids that are always the same, so that a seed
 * that was interrupted is simply sown again.
 */
public final class Seed {

    /** The AWS account whose subscription pays for the third workspace. */
    public static final String AWS_ACCOUNT = "111122223333";

    private static final Logger LOG = LoggerFactory.getLogger(Seed.class);
    private static final Actor SOWER = Actor.operator("sandbox-seed");
    private static final String TERMS = "sandbox";
    private static final int FIRST_CODE = 1;

    private final Commands commands;
    private final VerificationCodes codes;
    private final SubscriptionId subscription;
    private final Purchase purchase;
    private final ActivationId activation;
    private final BillingAccountId billing = new BillingAccountId(id("billing-account"));
    private final ConsoleAccountId console = new ConsoleAccountId(id("console-account"));

    /**
     * Prepares the seed.
     *
     * @param customerIdentifier of the purchase by {@link #AWS_ACCOUNT}, whose notification AWS sends itself
     */
    public Seed(Commands commands, VerificationCodes codes, SandboxListing listing, String customerIdentifier) {
        this.commands = commands;
        this.codes = codes;
        this.purchase =
                new Purchase(listing.id(), listing.partition(), listing.productCode(), customerIdentifier, null);
        this.subscription = purchase.subscriptionId();
        this.activation = ActivationId.of(subscription, 1);
    }

    public void sow() {
        commands.send(new SubscribeFromMarketplace(subscription, purchase, AWS_ACCOUNT, true), SOWER);
        commands.send(new StartActivation(activation, subscription), SOWER);
        registerBillingAccount(proof(SampleAccount.BILLING, Purpose.REGISTER));
        registerConsoleAccount(proof(SampleAccount.CONSOLE, Purpose.CONSOLE));
        create("harbor-logs", "cn2", TemplateLanguage.ZH);
        create("harbor-metrics", "us1", TemplateLanguage.EN);
        var paid = create("harbor-traces", "us1", TemplateLanguage.EN);
        commands.send(new BindBillingAccount(billing, activation, null), SOWER);
        commands.send(new BindWorkspace(paid, activation, subscription, billing), SOWER);
        LOG.info("Sample accounts and workspaces are there");
    }

    private VerificationId proof(SampleAccount account, Purpose purpose) {
        var verification = new VerificationId(id("verification-" + account.userName()));
        commands.ask(
                new RequestVerification(verification, activation, purpose, account.mailbox(), null, MailLanguage.EN),
                CodeValidity.class,
                SOWER);
        var outcome = commands.ask(
                new VerifyEmail(verification, activation, codes.code(verification, FIRST_CODE)),
                VerificationOutcome.class,
                SOWER);
        if (!outcome.verified()) {
            throw new IllegalStateException("The engine derives its codes from another key than the sandbox gave it");
        }
        return verification;
    }

    private void registerBillingAccount(VerificationId proof) {
        commands.send(
                new RegisterBillingAccount(
                        billing,
                        activation,
                        proof,
                        SampleAccount.BILLING.userName(),
                        SampleAccount.BILLING.mailbox(),
                        null,
                        new CompanyInformation("Harbor Example Ltd.", "CN", null, null, "Hai Bo"),
                        SampleAccount.BILLING.passwordHash(),
                        TERMS),
                SOWER);
    }

    private void registerConsoleAccount(VerificationId proof) {
        commands.send(
                new RegisterConsoleAccount(
                        console,
                        activation,
                        proof,
                        Purpose.CONSOLE,
                        SampleAccount.CONSOLE.userName(),
                        SampleAccount.CONSOLE.mailbox(),
                        null,
                        SampleAccount.CONSOLE.passwordHash(),
                        TERMS),
                SOWER);
    }

    private WorkspaceId create(String name, String site, TemplateLanguage language) {
        var workspace = new WorkspaceId(id("workspace-" + name));
        commands.send(new CreateWorkspace(workspace, billing, console, name, site, language, TERMS), SOWER);
        return workspace;
    }

    private static String id(String what) {
        return NamedUuid.of("sandbox-seed", what).toString();
    }
}

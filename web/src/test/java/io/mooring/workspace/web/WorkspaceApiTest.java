package io.mooring.workspace.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.CreateAndBindWorkspace;
import io.mooring.console.api.ConsoleRule;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.verification.api.CodeValidity;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.RequestVerification;
import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.SampleActivations;
import io.mooring.web.slice.SettableClock;
import io.mooring.web.slice.WebSlice;
import io.mooring.workspace.api.BindWorkspace;
import io.mooring.workspace.api.ListWorkspacesOfBillingAccount;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceId;
import io.mooring.workspace.api.WorkspaceRule;
import io.mooring.workspace.api.WorkspaceView;
import io.mooring.workspace.api.WorkspaceView.Settlement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkspaceApiTest extends WebSlice {

    static final String WORKSPACES = "/api/activation/workspaces";
    static final String BINDINGS = "/api/activation/bindings";

    @BeforeEach
    void codesAreIssued() {
        commands.answer(RequestVerification.class, given -> new CodeValidity(clock.instant(), clock.instant()));
    }

    private Buyer payer() {
        var buyer = landed();
        show(SampleActivations.withBillingAccount(buyer.subscriptionId()));
        return buyer;
    }

    private static WorkspaceView workspace(String id, @Nullable ActivationId payer) {
        var settlement = payer == null
                ? null
                : new Settlement(payer, new SubscriptionId("s-1"), "999999999999", SettableClock.START, false);
        return new WorkspaceView(new WorkspaceId(id), id, "cn2", TemplateLanguage.EN, settlement);
    }

    @Test
    void the_workspaces_of_the_bound_account_are_listed_with_what_stands_in_the_way() {
        var buyer = payer();
        queries.answer(
                new ListWorkspacesOfBillingAccount(SampleActivations.ACCOUNT),
                List.of(
                        workspace("free", null),
                        workspace("here", buyer.activationId()),
                        workspace("elsewhere", new ActivationId("other"))));

        var body = String.valueOf(buyer.get(WORKSPACES)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());

        assertThat(body)
                .contains("\"bindable\":true,\"reason\":null", "\"bindable\":false,\"reason\":\"BOUND_HERE\"")
                .contains("\"bindable\":false,\"reason\":\"PAID_BY_ANOTHER_SUBSCRIPTION\"")
                .doesNotContain("999999999999");
    }

    @Test
    void without_a_billing_account_there_is_nothing_to_list_bind_or_create() {
        var buyer = buyer();
        ProblemAnswer.expect(buyer.get(WORKSPACES), 409, "billing-account-required");
        ProblemAnswer.expect(buyer.post(BINDINGS, Map.of("workspaceId", "w-1")), 409, "billing-account-required");
        ProblemAnswer.expect(buyer.post(WORKSPACES, existing("v-1")), 409, "billing-account-required");
    }

    @Test
    void a_workspace_is_bound_for_the_sessions_own_subscription_and_account() {
        var buyer = payer();

        buyer.post(BINDINGS, Map.of("workspaceId", "w-1")).expectStatus().isCreated();

        assertThat(commands.sent(BindWorkspace.class))
                .containsExactly(new BindWorkspace(
                        new WorkspaceId("w-1"),
                        buyer.activationId(),
                        buyer.subscriptionId(),
                        SampleActivations.ACCOUNT));
    }

    @Test
    void a_workspace_with_a_payer_and_somebody_elses_workspace_are_refused() {
        var buyer = payer();
        commands.refuse(BindWorkspace.class, WorkspaceRule.ONE_PAYER.violatedBy("w-1"));
        ProblemAnswer.expect(buyer.post(BINDINGS, Map.of("workspaceId", "w-1")), 409, "workspace-already-paid");
        commands.refuse(BindWorkspace.class, WorkspaceRule.OWNED_BY_PAYER.violatedBy("w-1"));
        ProblemAnswer.expect(buyer.post(BINDINGS, Map.of("workspaceId", "w-1")), 404, "not-found");
    }

    private String proof(Buyer buyer, String purpose) {
        buyer.post(
                        "/api/activation/verifications",
                        Map.of("purpose", purpose, "email", "ada@acme.example", "language", "en"))
                .expectStatus()
                .isCreated();
        return commands.sent(RequestVerification.class)
                .getLast()
                .verificationId()
                .value();
    }

    private static Map<String, Object> workspace(Map<String, ?> consoleAccount) {
        return new HashMap<>(Map.of(
                "name", " Staging ",
                "site", "us1",
                "templateLanguage", "zh",
                "termsVersion", "2026-11",
                "consoleAccount", consoleAccount));
    }

    private static Map<String, Object> existing(String verificationId) {
        return workspace(Map.of("kind", "EXISTING", "verificationId", verificationId));
    }

    private static Map<String, Object> withNew(String verificationId, String password) {
        return workspace(
                Map.of("kind", "NEW", "verificationId", verificationId, "userName", "ada", "password", password));
    }

    @Test
    void a_workspace_is_created_for_the_console_account_of_the_proven_mailbox() {
        var buyer = payer();

        buyer.post(WORKSPACES, existing(proof(buyer, "CONSOLE"))).expectStatus().isCreated();

        var created = commands.sent(CreateAndBindWorkspace.class).getFirst();
        assertThat(created.newConsoleAccount()).isNull();
        assertThat(created.name()).isEqualTo("Staging");
        assertThat(created.site()).isEqualTo("us1");
        assertThat(created.billingAccountId()).isEqualTo(SampleActivations.ACCOUNT);
        assertThat(created.activationId()).isEqualTo(buyer.activationId());
    }

    @Test
    void a_workspace_is_created_together_with_a_new_console_account() {
        var buyer = payer();

        buyer.post(WORKSPACES, withNew(proof(buyer, "CONSOLE"), "correct horse battery"))
                .expectStatus()
                .isCreated();

        var account = java.util.Objects.requireNonNull(
                commands.sent(CreateAndBindWorkspace.class).getFirst().newConsoleAccount());
        assertThat(account.userName()).isEqualTo("ada");
        assertThat(account.mailbox()).isEqualTo("ada@acme.example");
        assertThat(account.provenFor()).isEqualTo(Purpose.CONSOLE);
    }

    @Test
    void a_mailbox_without_an_account_is_told() {
        var buyer = payer();
        commands.refuse(CreateAndBindWorkspace.class, ConsoleRule.ACCOUNT_KNOWN.violatedBy("v-1"));

        ProblemAnswer.expect(buyer.post(WORKSPACES, existing(proof(buyer, "CONSOLE"))), 409, "console-account-unknown");
    }

    @Test
    void no_password_is_hashed_before_the_mailbox_is_proven() {
        var buyer = payer();
        var workspace = withNew(proof(buyer, "CONSOLE"), "correct horse battery");
        proofs.giveNone();

        ProblemAnswer.expect(buyer.post(WORKSPACES, workspace), 409, "verification-required");
        assertThat(commands.sent(CreateAndBindWorkspace.class)).isEmpty();
    }

    @Test
    void a_proof_for_another_purpose_is_none() {
        var buyer = payer();

        ProblemAnswer.expect(buyer.post(WORKSPACES, existing(proof(buyer, "REGISTER"))), 409, "verification-required");
    }

    @Test
    void a_new_account_needs_a_name_and_a_password_and_an_existing_one_must_not_have_them() {
        var buyer = payer();
        var id = proof(buyer, "CONSOLE");

        assertThat(ProblemAnswer.expect(
                        buyer.post(WORKSPACES, workspace(Map.of("kind", "NEW", "verificationId", id))),
                        400,
                        "validation"))
                .contains("#/consoleAccount/userName");
        assertThat(ProblemAnswer.expect(
                        buyer.post(
                                WORKSPACES,
                                workspace(Map.of("kind", "EXISTING", "verificationId", id, "userName", "ada"))),
                        400,
                        "validation"))
                .contains("not-expected");
        assertThat(ProblemAnswer.expect(buyer.post(WORKSPACES, withNew(id, "password1")), 400, "validation"))
                .contains("#/consoleAccount/password", "password-too-common");
        assertThat(commands.sent(CreateAndBindWorkspace.class)).isEmpty();
    }
}

package io.mooring.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.billing.api.BillingMailboxView;
import io.mooring.billing.api.BindBillingAccount;
import io.mooring.billing.api.FindBillingMailbox;
import io.mooring.verification.api.CodeValidity;
import io.mooring.verification.api.RequestVerification;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationRule;
import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.SampleActivations;
import io.mooring.web.slice.WebSlice;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BillingAccountApiTest extends WebSlice {

    static final String BILLING_ACCOUNT = "/api/activation/billing-account";

    @BeforeEach
    void anAccountOnFile() {
        commands.answer(RequestVerification.class, given -> new CodeValidity(clock.instant(), clock.instant()));
        queries.answer(
                new FindBillingMailbox("acme"),
                new BillingMailboxView(SampleActivations.ACCOUNT, "billing@acme.example"));
    }

    private Map<String, String> proof(Buyer buyer, Map<String, String> request) {
        buyer.post("/api/activation/verifications", request).expectStatus().isCreated();
        var id = commands.sent(RequestVerification.class).getLast().verificationId();
        return Map.of("verificationId", id.value());
    }

    private Map<String, String> proof(Buyer buyer) {
        return proof(buyer, Map.of("purpose", "BIND", "userName", "acme", "language", "en"));
    }

    @Test
    void the_account_of_the_proven_mailbox_is_bound() {
        var buyer = buyer();
        var proof = proof(buyer);

        buyer.post(BILLING_ACCOUNT, proof)
                .expectStatus()
                .isCreated()
                .expectBody()
                .json("{\"billingAccountId\":\"" + SampleActivations.ACCOUNT + "\"}");
        assertThat(commands.sent(BindBillingAccount.class))
                .containsExactly(new BindBillingAccount(
                        SampleActivations.ACCOUNT,
                        buyer.activationId(),
                        new VerificationId(String.valueOf(proof.get("verificationId")))));
    }

    @Test
    void the_session_gets_a_new_token_and_the_old_one_is_worth_nothing() {
        var buyer = buyer();
        var stolen = buyer.with(buyer.token());
        var answer = buyer.post(BILLING_ACCOUNT, proof(buyer));

        buyer.keepCookie(answer);

        assertThat(buyer.token()).isNotEqualTo(stolen.token());
        buyer.get("/api/activation/workspaces").expectStatus().isOk();
        stolen.get("/api/activation/workspaces").expectStatus().isUnauthorized();
        stolen.get("/api/activation").expectStatus().isUnauthorized();
        stolen.post(BILLING_ACCOUNT, Map.of("verificationId", "v-1"))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void the_workspaces_are_there_before_any_projection_knows_of_the_binding() {
        var buyer = buyer();
        buyer.keepCookie(buyer.post(BILLING_ACCOUNT, proof(buyer)));

        buyer.get("/api/activation/workspaces")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"items\":[]}");
    }

    @Test
    void a_browser_that_lost_the_answer_gets_it_again_with_a_cookie_that_works() {
        var buyer = buyer();
        var proof = proof(buyer);
        var key = UUID.randomUUID().toString();
        buyer.post(BILLING_ACCOUNT, proof, key).expectStatus().isCreated();

        var replayed = buyer.post(BILLING_ACCOUNT, proof, key);

        replayed.expectStatus().isCreated();
        buyer.keepCookie(replayed);
        buyer.get("/api/activation").expectStatus().isOk();
        assertThat(commands.sent(BindBillingAccount.class)).hasSize(1);
    }

    @Test
    void the_lost_answer_can_be_had_for_two_minutes() {
        var buyer = buyer();
        var proof = proof(buyer);
        var key = UUID.randomUUID().toString();
        buyer.post(BILLING_ACCOUNT, proof, key).expectStatus().isCreated();
        clock.pass(Duration.ofSeconds(121));

        ProblemAnswer.expect(buyer.post(BILLING_ACCOUNT, proof, key), 401, "session-missing");
    }

    @Test
    void a_name_that_nobody_has_ends_like_a_mailbox_that_was_not_proven() {
        var buyer = buyer();
        var unknown = proof(buyer, Map.of("purpose", "BIND", "userName", "nobody", "language", "en"));
        ProblemAnswer.expect(buyer.post(BILLING_ACCOUNT, unknown), 409, "verification-required");

        commands.refuse(BindBillingAccount.class, VerificationRule.MAILBOX_PROVEN.violatedBy("v-1"));
        ProblemAnswer.expect(buyer.post(BILLING_ACCOUNT, proof(buyer)), 409, "verification-required");
    }

    @Test
    void a_proof_for_another_purpose_is_none() {
        var buyer = buyer();
        var other = proof(buyer, Map.of("purpose", "REGISTER", "email", "a@acme.example", "language", "en"));

        ProblemAnswer.expect(buyer.post(BILLING_ACCOUNT, other), 409, "verification-required");
        assertThat(commands.sent(BindBillingAccount.class)).isEmpty();
    }
}

package io.mooring.idempotency.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.rule.api.RuleViolated;
import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.SampleActivations;
import io.mooring.web.slice.WebSlice;
import io.mooring.workspace.api.BindWorkspace;
import io.mooring.workspace.api.WorkspaceRule;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One press of a button is carried out once. */
class IdempotencyApiTest extends WebSlice {

    static final String BINDINGS = "/api/activation/bindings";
    static final Map<String, String> BODY = Map.of("workspaceId", "workspace-1");

    @Autowired
    Answers answers;

    final String key = UUID.randomUUID().toString();

    private Buyer payer() {
        var buyer = landed();
        show(SampleActivations.withBillingAccount(buyer.subscriptionId()));
        return buyer;
    }

    @Test
    void a_repeated_request_gets_the_same_answer_and_is_not_carried_out_again() {
        var buyer = payer();

        var first = body(buyer, key);
        var second = body(buyer, key);

        assertThat(second).isEqualTo(first).contains("workspace-1");
        assertThat(commands.sent(BindWorkspace.class)).hasSize(1);
    }

    private static String body(Buyer buyer, String key) {
        return String.valueOf(buyer.post(BINDINGS, BODY, key)
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    void the_location_is_replayed_too() {
        var buyer = buyer();
        commands.answer(
                io.mooring.verification.api.RequestVerification.class,
                given -> new io.mooring.verification.api.CodeValidity(clock.instant(), clock.instant()));
        var request = Map.of("purpose", "REGISTER", "email", "buyer@acme.example", "language", "en");

        var first = buyer.post("/api/activation/verifications", request, key).returnResult(String.class);
        var second = buyer.post("/api/activation/verifications", request, key).returnResult(String.class);

        assertThat(first.getResponseHeaders().getLocation()).isNotNull();
        assertThat(second.getResponseHeaders().getLocation())
                .isEqualTo(first.getResponseHeaders().getLocation());
        assertThat(second.getResponseHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void of_two_presses_at_once_the_second_is_told_that_the_first_is_under_way() throws Exception {
        var buyer = payer();
        var entered = new CountDownLatch(1);
        var proceed = new CountDownLatch(1);
        commands.answer(BindWorkspace.class, given -> {
            entered.countDown();
            await(proceed);
            return null;
        });

        var first = CompletableFuture.supplyAsync(() -> buyer.post(BINDINGS, BODY, key));
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        ProblemAnswer.expect(buyer.post(BINDINGS, BODY, key), 409, "idempotency-key-in-flight");
        proceed.countDown();

        first.get(10, TimeUnit.SECONDS).expectStatus().isCreated();
        assertThat(commands.sent(BindWorkspace.class)).hasSize(1);
    }

    @Test
    void of_many_presses_at_once_exactly_one_is_carried_out() {
        var buyer = payer();

        var answers = IntStream.range(0, 12)
                .mapToObj(press -> CompletableFuture.supplyAsync(() -> buyer.post(BINDINGS, BODY, key)
                        .returnResult(String.class)
                        .getStatus()
                        .value()))
                .toList();

        assertThat(answers)
                .extracting(CompletableFuture::join)
                .isSubsetOf(201, 409)
                .contains(201);
        assertThat(commands.sent(BindWorkspace.class)).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        var buyer = payer();
        body(buyer, key);

        ProblemAnswer.expect(
                buyer.post(BINDINGS, Map.of("workspaceId", "workspace-2"), key), 422, "idempotency-key-reused");
        assertThat(commands.sent(BindWorkspace.class)).hasSize(1);
    }

    @Test
    void the_same_key_at_another_address_is_refused() {
        var buyer = payer();
        body(buyer, key);

        ProblemAnswer.expect(buyer.post("/api/activation/billing-account", BODY, key), 422, "idempotency-key-reused");
    }

    @Test
    void the_key_of_one_session_means_nothing_in_another() {
        body(payer(), key);
        body(payer(), key);

        assertThat(commands.sent(BindWorkspace.class)).hasSize(2);
    }

    @Test
    void without_a_key_nothing_is_done() {
        var buyer = payer();
        for (var header :
                new String[] {null, "", key, "\"\"", "\"short\"", "\"" + "x".repeat(65) + "\"", "\"a b c d e f\""}) {
            var request = http().post()
                    .uri(BINDINGS)
                    .cookie(Buyer.COOKIE, buyer.token())
                    .header("Sec-Fetch-Site", "same-origin");
            if (header != null) {
                request.header("Idempotency-Key", header);
            }
            ProblemAnswer.expect(request.bodyValue(BODY).exchange(), 400, "idempotency-key-missing");
        }
        assertThat(commands.sent(BindWorkspace.class)).isEmpty();
    }

    @Test
    void a_refused_request_may_be_tried_again_with_the_same_key() {
        var buyer = payer();
        commands.refuse(BindWorkspace.class, refusal());
        ProblemAnswer.expect(buyer.post(BINDINGS, BODY, key), 409, "workspace-already-paid");

        commands.answer(BindWorkspace.class, given -> null);

        body(buyer, key);
    }

    private static RuleViolated refusal() {
        return WorkspaceRule.ONE_PAYER.violatedBy("workspace-1");
    }

    @Test
    void a_request_lost_with_its_node_is_taken_over_when_its_lease_is_over() {
        var buyer = payer();
        body(buyer, key);
        jdbc.sql("UPDATE idempotent_request SET status = NULL, body = NULL WHERE key = :key")
                .param("key", key)
                .update();

        clock.pass(Duration.ofSeconds(59));
        ProblemAnswer.expect(buyer.post(BINDINGS, BODY, key), 409, "idempotency-key-in-flight");
        clock.pass(Duration.ofSeconds(2));
        body(buyer, key);

        assertThat(commands.sent(BindWorkspace.class)).hasSize(2);
    }

    @Test
    void a_browser_that_goes_away_stops_nothing_and_finds_the_answer_later() throws Exception {
        var buyer = payer();
        var entered = new CountDownLatch(1);
        var proceed = new CountDownLatch(1);
        commands.answer(BindWorkspace.class, given -> {
            entered.countDown();
            await(proceed);
            return null;
        });
        try (var impatient = java.net.http.HttpClient.newHttpClient()) {
            var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(address() + BINDINGS))
                    .header("Cookie", Buyer.COOKIE + "=" + buyer.token())
                    .header("Sec-Fetch-Site", "same-origin")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "\"" + key + "\"")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"workspaceId\":\"workspace-1\"}"))
                    .build();
            var answer = impatient.sendAsync(request, java.net.http.HttpResponse.BodyHandlers.discarding());
            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
            answer.cancel(true);
            impatient.shutdownNow();
        }
        proceed.countDown();

        var replayed = buyer.post(BINDINGS, BODY, key).returnResult(String.class);
        while (replayed.getStatus().value() == 409) {
            Thread.onSpinWait();
            replayed = buyer.post(BINDINGS, BODY, key).returnResult(String.class);
        }

        assertThat(replayed.getStatus().value()).isEqualTo(201);
        assertThat(commands.sent(BindWorkspace.class)).hasSize(1);
    }

    @Test
    void answers_are_kept_for_a_day_and_swept_in_batches() {
        var buyer = payer();
        body(buyer, key);
        clock.pass(Duration.ofHours(24).minusSeconds(1));
        assertThat(kept()).isEqualTo(1);
        clock.pass(Duration.ofSeconds(2));
        while (answers.sweep(500) == 500) {
            Thread.onSpinWait();
        }
        assertThat(kept()).isZero();
    }

    private int kept() {
        return jdbc.sql("SELECT count(*) FROM idempotent_request WHERE key = :key")
                .param("key", key)
                .query(Integer.class)
                .single();
    }

    @Test
    void nothing_secret_is_kept() {
        var buyer = buyer();
        buyer.post("/api/activation/registration", Buyer.registration("v-1"), key);
        body(payer(), UUID.randomUUID().toString());

        assertThat(jdbc.sql("SELECT r::text FROM idempotent_request r")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains("correct horse") || row.contains(buyer.token()));
    }
}

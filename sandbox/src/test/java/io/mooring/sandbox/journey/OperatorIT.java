package io.mooring.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What whoever runs Mooring is told on the port for the inside. */
class OperatorIT {

    static final SandboxProcess PRODUCT = Product.small();

    final Marketplace aws = Product.awsOf(PRODUCT);
    final Browser inside = new Browser(Browser.client(), PRODUCT.management());

    @Test
    void an_activation_that_waits_is_explained() {
        var purchase = aws.subscribe("metrics", null, "MANUAL");
        var customer = purchase.path("customerIdentifier").asString();
        var buyer = Product.buyerOf(PRODUCT).landWith(aws.token(customer), "metrics");
        var view = buyer.await(
                "begun", begun -> !begun.at("/subscription/awsAccountId").isNull());

        var explained = explained(view.path("activationId").asString());

        assertThat(explained.path("status").asString()).isEqualTo("OPEN");
        assertThat(StreamSupport.stream(explained.path("hindrances").spliterator(), false)
                        .map(hindrance -> hindrance.path("reason").asString() + " waits for "
                                + hindrance.path("waitsFor").asString()))
                .containsExactly(
                        "NOT_CONFIRMED waits for AWS",
                        "NO_BILLING_ACCOUNT waits for BUYER",
                        "NO_WORKSPACE waits for BUYER");

        aws.say(customer, "subscribe-success", 1);
        Established.register(buyer, Newcomer.random());
        buyer.await("completed", Buyer.status("COMPLETED"));
        assertThat(explained(view.at("/subscription/subscriptionId").asString()).path("hindrances"))
                .isEmpty();
    }

    @Test
    void what_a_contract_entitles_to_is_read_after_the_message_and_shown() {
        var customer = aws.subscribe("BEFORE").path("customerIdentifier").asString();
        var view =
                Product.buyerOf(PRODUCT).land(customer).await("confirmed", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"));
        var subscription = view.at("/subscription/subscriptionId").asString();
        aws.entitle(customer, List.of(Map.of("dimension", "hosts", "integerValue", 25)));
        aws.say(customer, "entitlement-updated", 1);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var entitled = inside.get("/actuator/entitlements/" + subscription)
                    .expecting(200)
                    .body();
            assertThat(entitled.path("open").asBoolean()).isTrue();
            assertThat(entitled.at("/entitlements/0/dimension").asString()).isEqualTo("hosts");
            assertThat(entitled.at("/entitlements/0/amount").asString()).isEqualTo("25");
        });
    }

    @Test
    void an_advisory_waits_for_a_person_who_closes_it_with_a_reason() {
        var purchase = aws.subscribe("metrics", null, "MANUAL");
        var agreement = purchase.path("agreementId").asString();
        aws.say(purchase.path("customerIdentifier").asString(), "Purchase Agreement Advisory Issued - Manufacturer", 1);

        var task = await().atMost(Duration.ofSeconds(20)).until(() -> taskOf(agreement), Optional::isPresent);
        var address = "/actuator/tasks/" + task.orElseThrow().path("taskId").asString();
        assertThat(inside.post(address, Map.of("by", "Alice Example", "reason", "x"))
                        .status())
                .isEqualTo(400);
        inside.post(address, Map.of("by", "alice", "reason", "talked to the buyer"))
                .expecting(204);
        inside.post(address, Map.of("by", "alice", "reason", "once more")).expecting(409);
        inside.post("/actuator/tasks/nobody", Map.of("by", "alice", "reason", "x"))
                .expecting(404);

        await().atMost(Duration.ofSeconds(20)).until(() -> taskOf(agreement), Optional::isEmpty);
    }

    @Test
    void a_purchase_that_waits_shows_its_clocks_and_all_are_compared_when_asked() {
        var customer = aws.subscribe("MANUAL").path("customerIdentifier").asString();
        var view = Product.buyerOf(PRODUCT).land(customer).await("begun", begun -> true);
        var subscription = view.at("/subscription/subscriptionId").asString();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(inside.get("/actuator/deadlines/" + subscription)
                                .expecting(200)
                                .body()
                                .path("deadlines"))
                        .extracting(deadline -> deadline.path("name").asString())
                        .containsExactly("confirmation-check", "confirmation-missing"));
        inside.post("/actuator/reconciliation/" + subscription, Map.of()).expecting(202);
        inside.post("/actuator/reconciliation/nobody", Map.of()).expecting(404);
        var before = lastPass();
        inside.post("/actuator/reconciliation", Map.of()).expecting(202);

        await().atMost(Duration.ofSeconds(60)).until(() -> !lastPass().equals(before));
    }

    @Test
    void a_person_says_what_aws_does_not_and_history_keeps_who_and_why() {
        var purchase = aws.subscribe("MANUAL");
        var buyer = Product.buyerOf(PRODUCT);
        var view = buyer.land(purchase.path("customerIdentifier").asString()).await("begun", begun -> true);
        var address =
                "/actuator/purchases/" + view.at("/subscription/subscriptionId").asString();
        var word = Map.of("by", "alice", "reason", "seen in the seller portal", "decision", "in-force");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> inside.get(address).expecting(200));
        inside.post(address, Map.of("by", "alice", "reason", "x", "decision", "maybe"))
                .expecting(400);
        inside.post("/actuator/purchases/nobody", word).expecting(404);
        inside.post(address, word).expecting(204);
        buyer.await("confirmed", Buyer.satisfied("CONFIRMED_SUBSCRIPTION"));
        inside.post(address, Map.of("by", "alice", "reason", "cancelled by hand", "decision", "over"))
                .expecting(204);
        inside.post(address, Map.of("by", "alice", "reason", "x", "decision", "follows", "previous", "nobody"))
                .expecting(404);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(status(address)).isEqualTo("ENDING"));
        aws.letPass(Duration.ofMinutes(61));
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(status(address)).isEqualTo("ENDED"));
    }

    private String status(String address) {
        return inside.get(address).expecting(200).body().path("status").asString();
    }

    @Test
    void a_person_says_which_licence_a_customer_has_and_what_aws_is_told_follows() {
        var moving = aws.subscribe(Map.of("listing", "traces", "notification", "MANUAL"));
        var customer = moving.at("/moving/customer").asString();
        var licence = moving.path("licenseArn").asString();
        var word = Map.of("customerIdentifier", customer, "by", "alice", "reason", "told by the buyer");
        aws.say(customer, "subscribe-success", 1, "SNS");
        var waiting = "traces/CUSTOMER/" + customer;
        await().atMost(Duration.ofSeconds(20)).until(() -> waits(waiting));

        inside.post("/actuator/names/nothing", word).expecting(404);
        inside.post("/actuator/names/traces", with(word, "by", "Alice Example")).expecting(400);
        inside.post("/actuator/names/traces", with(word, "reason", " ")).expecting(400);
        inside.post("/actuator/names/traces", with(word, "customerIdentifier", " "))
                .expecting(400);
        inside.post("/actuator/names/traces", with(word, "licenseArn", "l".repeat(256)))
                .expecting(400);
        inside.post("/actuator/names/observability", word).expecting(409);
        assertThat(waits(waiting)).isTrue();
        var subscription = inside.post("/actuator/names/traces", with(word, "licenseArn", licence))
                .expecting(200)
                .body()
                .path("subscriptionId")
                .asString();

        assertThat(waits(waiting)).isFalse();
        inside.post("/actuator/names/traces", with(with(word, "customerIdentifier", "another"), "licenseArn", licence))
                .expecting(409);
        assertThat(inside.get("/actuator/names/" + subscription)
                        .expecting(200)
                        .body()
                        .path("licenseArn")
                        .asString())
                .isEqualTo(licence);
        inside.get("/actuator/names/nobody").expecting(404);
    }

    private static Map<String, String> with(Map<String, String> word, String field, String value) {
        var changed = new HashMap<>(word);
        changed.put(field, value);
        return changed;
    }

    private boolean waits(String name) {
        return StreamSupport.stream(
                        inside.get("/actuator/names")
                                .expecting(200)
                                .body()
                                .path("waiting")
                                .spliterator(),
                        false)
                .anyMatch(each -> each.asString().equals(name));
    }

    private String lastPass() {
        return inside.get("/actuator/reconciliation")
                .expecting(200)
                .body()
                .at("/lastPass/startedAt")
                .asString();
    }

    private Optional<JsonNode> taskOf(String agreement) {
        return StreamSupport.stream(
                        inside.get("/actuator/tasks")
                                .expecting(200)
                                .body()
                                .path("tasks")
                                .spliterator(),
                        false)
                .filter(task -> task.at("/subject/awsAgreementId").asString().equals(agreement))
                .findFirst();
    }

    /** As {@code curl} does. */
    @Test
    void a_program_says_nothing_of_where_it_comes_from() throws IOException, InterruptedException {
        var word = BodyPublishers.ofString("{\"by\": \"alice\", \"reason\": \"talked to the buyer\"}");
        assertThat(post("/actuator/tasks/nobody", word)).isEqualTo(404);
        assertThat(post("/actuator/reconciliation", BodyPublishers.noBody())).isEqualTo(202);
    }

    private static int post(String path, BodyPublisher body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(PRODUCT.management().resolve(path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .POST(body)
                .build();
        return Browser.client().send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void what_nobody_knows_is_not_found() {
        inside.get("/actuator/explanation/nobody").expecting(404);
    }

    @Test
    void what_was_put_aside_is_counted() {
        var before = quarantined();

        IntStream.range(0, 20).forEach(number -> aws.put("this cannot be read " + number, 1));

        // The number is of some seconds ago, and no other test puts as much aside within them
        await().atMost(Duration.ofSeconds(30)).until(() -> quarantined() >= before + 20);
    }

    private double quarantined() {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("mooring_intake_quarantined "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private String metrics() {
        return inside.get("/actuator/prometheus").expecting(200).text();
    }

    @Test
    void the_metrics_to_be_alarmed_by_are_there() {
        assertThat(metrics())
                .contains(
                        "mooring_intake_quarantined ",
                        "mooring_intake_silence_seconds{feed=\"sns\"}",
                        "mooring_intake_silence_seconds{feed=\"eventbridge\"}",
                        "mooring_activations_paid_not_landed ",
                        "mooring_activations_landed_not_confirmed ")
                .doesNotContain("mooring_intake_quarantined NaN");
    }

    private JsonNode explained(String id) {
        return inside.get("/actuator/explanation/" + id).expecting(200).body();
    }
}

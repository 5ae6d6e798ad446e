package io.mooring.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What whoever runs Mooring does on the port for the inside about messages that had no effect. */
class InboxIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final Marketplace aws = Product.aws();
    final Browser inside = new Browser(Browser.client(), Product.running().management());

    @Test
    void what_was_put_aside_is_listed_by_reason_shown_with_its_bytes_taken_again_and_dismissed() {
        var product = "product-" + UUID.randomUUID();
        var reason = "unknown product: " + product;
        IntStream.range(0, 3).forEach(number -> aws.put(body(product, number), 1));
        await().atMost(PATIENCE).until(() -> list("dead-lettered", reason).size() == 3);

        assertThat(counted("DEAD_LETTERED", reason)).hasValue(3L);
        var first = address(list("dead-lettered", reason).getFirst());
        var shown = inside.get(first).expecting(200).body();
        assertThat(shown.path("body").asString()).isEqualTo(body(product, 0));
        assertThat(shown.path("sha256").asString()).hasSize(64);
        assertThat(shown.path("outcome").asString()).isEqualTo("DEAD_LETTERED");

        assertThat(outcome(first, "take-again")).isEqualTo("DEAD_LETTERED");
        assertThat(outcome(first, "dismiss")).isEqualTo("DISMISSED");
        inside.post(first, word("dismiss")).expecting(409);
        var taken = inside.get(first).expecting(200).body();
        assertThat(taken.at("/takenAgain/by").asString()).isEqualTo("alice");
        assertThat(taken.at("/dismissed/reason").asString()).isEqualTo("a test of ours");

        var rest = inside.post(
                        "/actuator/inbox", with(with(word("dismiss"), "state", "dead-lettered"), "because", reason))
                .expecting(200)
                .body();
        assertThat(rest.at("/outcomes/DISMISSED").asInt()).isEqualTo(2);
        assertThat(rest.path("left").asInt(-1)).isZero();
        assertThat(counted("DEAD_LETTERED", reason)).isEmpty();
        assertThat(counted("DISMISSED", reason)).hasValue(3L);
    }

    @Test
    void what_waits_for_a_name_is_dismissed_and_has_its_effect_when_it_is_taken_again() {
        var moving = aws.subscribe(Map.of("listing", "traces", "notification", "MANUAL"));
        var customer = moving.at("/moving/customer").asString();
        aws.say(customer, "subscribe-success", 1, "SNS");
        var message = await().atMost(PATIENCE).until(() -> waiting(customer), Optional::isPresent);
        var address = address(message.orElseThrow());

        inside.post(address, word("take-again")).expecting(409);
        assertThat(outcome(address, "dismiss")).isEqualTo("DISMISSED");
        assertThat(waiting(customer)).isEmpty();
        var subscription = inside.post(
                        "/actuator/names/traces",
                        Map.of(
                                "customerIdentifier",
                                customer,
                                "licenseArn",
                                moving.path("licenseArn").asString(),
                                "by",
                                "alice",
                                "reason",
                                "told by the buyer"))
                .expecting(200)
                .body()
                .path("subscriptionId")
                .asString();
        assertThat(outcome(address, "take-again")).isEqualTo("APPLIED");

        inside.post(address, word("take-again")).expecting(409);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inside.get("/actuator/purchases/" + subscription)
                                .expecting(200)
                                .body()
                                .path("status")
                                .asString())
                        .isEqualTo("CONFIRMED"));
    }

    @Test
    void what_is_not_there_or_cannot_be_kept_is_refused() {
        inside.get("/actuator/inbox/sns/nothing").expecting(404);
        inside.post("/actuator/inbox/sns/nothing", word("dismiss")).expecting(404);
        inside.post("/actuator/inbox/sns/nothing", with(word("dismiss"), "by", "Alice Example"))
                .expecting(400);
        inside.post("/actuator/inbox/sns/nothing", word("perhaps")).expecting(400);
        inside.get("/actuator/inbox?after=nowhere").expecting(400);
        inside.get("/actuator/inbox?state=perhaps").expecting(400);
    }

    private Optional<JsonNode> waiting(String customer) {
        return list("waiting", "no purchase is known by its name").stream()
                .filter(line -> line.path("waitsFor").asString().equals("traces/CUSTOMER/" + customer))
                .findFirst();
    }

    private List<JsonNode> list(String state, String reason) {
        var lines = inside.get("/actuator/inbox?state=" + state + "&reason=" + encoded(reason))
                .expecting(200)
                .body()
                .path("messages");
        return StreamSupport.stream(lines.spliterator(), false).toList();
    }

    private Optional<Long> counted(String state, String reason) {
        var counts = inside.get("/actuator/inbox").expecting(200).body().path("counts");
        return StreamSupport.stream(counts.spliterator(), false)
                .filter(count -> count.path("state").asString().equals(state)
                        && count.path("reason").asString("").equals(reason))
                .map(count -> count.path("messages").asLong())
                .findFirst();
    }

    private String outcome(String address, String action) {
        return inside.post(address, word(action))
                .expecting(200)
                .body()
                .path("outcome")
                .asString();
    }

    private static String address(JsonNode line) {
        return "/actuator/inbox/" + line.at("/key/feed").asString() + "/"
                + line.at("/key/stableId").asString();
    }

    private static String body(String product, int number) {
        return "{\"action\": \"subscribe-success\", \"customer-identifier\": \"c-" + number + "\", \"product-code\": \""
                + product + "\"}";
    }

    private static Map<String, String> word(String action) {
        return Map.of("by", "alice", "reason", "a test of ours", "action", action);
    }

    private static Map<String, String> with(Map<String, String> word, String field, String value) {
        var changed = new HashMap<>(word);
        changed.put(field, value);
        return changed;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

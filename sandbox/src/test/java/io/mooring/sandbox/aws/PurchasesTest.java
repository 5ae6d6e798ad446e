package io.mooring.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.sandbox.durable.DurableMap;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class PurchasesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private final Clock clock = new SandboxClock(Clock.systemUTC());
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private Purchases purchases;

    @BeforeEach
    void open() {
        purchases = new Purchases(
                DurableMap.open(folder.resolve("purchases"), Purchase.class), delivered::add, new Ledger(clock), clock);
    }

    @AfterEach
    void close() {
        purchases.close();
    }

    @Test
    void a_purchase_is_announced_in_the_envelope_that_aws_uses() {
        var purchase = purchases.subscribe(order(Announcement.BEFORE, Duration.ZERO, false));

        await().until(() -> delivered.size() == 1);
        var envelope = read(delivered.getFirst());
        assertThat(envelope)
                .containsOnlyKeys(
                        "Type",
                        "MessageId",
                        "TopicArn",
                        "Message",
                        "Timestamp",
                        "SignatureVersion",
                        "Signature",
                        "SigningCertURL",
                        "UnsubscribeURL")
                .containsEntry("Type", "Notification")
                .containsEntry("TopicArn", SandboxListing.OBSERVABILITY.topicArn());
        assertThat(Instant.parse(Objects.requireNonNull(envelope.get("Timestamp"))))
                .isBeforeOrEqualTo(clock.instant());
        assertThat(message(delivered.getFirst()))
                .isEqualTo(Map.of(
                        "action", "subscribe-success",
                        "customer-identifier", purchase.customerIdentifier(),
                        "product-code", SandboxListing.OBSERVABILITY.productCode(),
                        "offer-identifier", purchase.offerIdentifier(),
                        "isFreeTrialTermPresent", "false"));
    }

    @Test
    void only_success_and_failure_name_the_offer() {
        var customer = purchases.subscribe(manual()).customerIdentifier();

        purchases.say(customer, "unsubscribe-pending", 1);

        assertThat(message(delivered.getFirst())).doesNotContainKey("offer-identifier");
    }

    @Test
    void copies_of_a_notification_share_its_id() {
        var customer = purchases.subscribe(manual()).customerIdentifier();

        purchases.say(customer, "subscribe-success", 3);
        purchases.say(customer, "subscribe-success", 1);

        assertThat(delivered).hasSize(4);
        assertThat(delivered.stream().map(body -> read(body).get("MessageId")).distinct())
                .hasSize(2);
    }

    @Test
    void a_failing_payment_is_announced_as_a_failure() {
        var customer = purchases
                .subscribe(order(Announcement.BEFORE, Duration.ZERO, true))
                .customerIdentifier();

        await().until(() -> status(customer) == Purchase.Status.PAYMENT_FAILED);
        assertThat(delivered).singleElement().asString().contains("subscribe-fail");
    }

    @Test
    void unsubscribing_is_pending_first_and_over_after_the_delay() {
        var customer = purchases.subscribe(manual()).customerIdentifier();

        purchases.unsubscribe(customer, Duration.ofMillis(200));

        assertThat(status(customer)).isEqualTo(Purchase.Status.UNSUBSCRIBING);
        await().until(() -> status(customer) == Purchase.Status.UNSUBSCRIBED);
        assertThat(delivered).hasSize(2);
        assertThat(delivered.getLast()).contains("unsubscribe-success");
    }

    @Test
    void whoever_subscribes_again_in_time_is_never_told_that_it_ended() {
        var first = purchases.subscribe(manual());
        purchases.unsubscribe(first.customerIdentifier(), Duration.ofMillis(300));

        var again = purchases.subscribe(
                new Order(null, first.awsAccountId(), Announcement.BEFORE, 1, Duration.ofMillis(500), false));

        assertThat(again.customerIdentifier()).isEqualTo(first.customerIdentifier());
        assertThat(again.offerIdentifier()).isNotEqualTo(first.offerIdentifier());
        await().until(() -> delivered.size() >= 2);
        assertThat(delivered).noneMatch(body -> body.contains("unsubscribe-success"));
    }

    @Test
    void what_was_due_when_the_sandbox_stopped_is_sent_after_the_next_start() {
        var customer = purchases
                .subscribe(order(Announcement.BEFORE, Duration.ofMillis(600), false))
                .customerIdentifier();
        purchases.close();
        assertThat(delivered).isEmpty();

        open();

        await().until(() -> delivered.size() == 1);
        assertThat(delivered.getFirst()).contains(customer);
    }

    private Purchase.Status status(String customer) {
        return purchases.find(customer).orElseThrow().status();
    }

    private static Order manual() {
        return order(Announcement.MANUAL, Duration.ZERO, false);
    }

    private static Order order(Announcement announcement, Duration delay, boolean paymentFails) {
        return new Order(null, null, announcement, 1, delay, paymentFails);
    }

    private static Map<String, String> message(String body) {
        return read(Objects.requireNonNull(read(body).get("Message")));
    }

    private static Map<String, String> read(String json) {
        return JSON.readValue(json, new TypeReference<>() {});
    }
}

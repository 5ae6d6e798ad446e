package io.mooring.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mooring.sandbox.durable.DurableMap;
import io.mooring.subscription.api.Feed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
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

    private final SandboxClock clock = new SandboxClock(Clock.systemUTC());
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private Purchases purchases;

    @BeforeEach
    void open() {
        purchases = new Purchases(
                DurableMap.open(folder.resolve("purchases"), Purchase.class),
                (listing, body) -> delivered.add(body),
                new Ledger(clock),
                clock);
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
    void where_a_listing_moves_both_feeds_tell_each_fact_in_the_order_and_as_late_as_is_said() {
        var late = purchases.subscribe(moving(Moving.Manner.of(null, Moving.Told.EVENTBRIDGE_FIRST, 60_000L)));

        purchases.say(late.customerIdentifier(), "subscribe-success", 2);

        assertThat(delivered).hasSize(4).allSatisfy(body -> assertThat(body).contains("detail-type"));
        clock.advance(Duration.ofMinutes(1));
        await().until(() -> delivered.size() == 6);
        assertThat(message(delivered.getLast())).containsEntry("customer-identifier", late.customer());
        assertThat(read(delivered.getLast())).containsEntry("TopicArn", SandboxListing.TRACES.topicArn());
    }

    @Test
    void where_a_listing_moves_one_feed_may_lose_a_fact() {
        var purchase = purchases.subscribe(moving(Moving.Manner.of(null, null, null)));
        var customer = purchase.customerIdentifier();

        purchases.say(customer, "unsubscribe-pending", 1, Feed.SNS);
        assertThat(delivered).singleElement().asString().contains("unsubscribe-pending");
        purchases.speak(customer, Moving.Manner.of(null, Moving.Told.EVENTBRIDGE_ONLY, null));
        purchases.say(customer, "unsubscribe-pending", 1);

        assertThat(delivered).hasSize(2);
        assertThat(delivered.getLast()).contains("Purchase Agreement Ended");
        var other = purchases.subscribe(manual()).customerIdentifier();
        assertThatThrownBy(() -> purchases.say(other, "subscribe-success", 1, Feed.SNS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> purchases.speak(other, Moving.Manner.of(null, null, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void where_a_listing_moves_an_account_is_one_customer_with_a_licence_for_each_purchase() {
        var first = purchases.subscribe(moving(Moving.Manner.of(null, null, null)));
        var second = purchases.subscribe(
                new Order("traces", first.awsAccountId(), Announcement.MANUAL, 1, Duration.ZERO, false));

        assertThat(second.customer()).isEqualTo(first.customer()).isEqualTo(first.customerIdentifier());
        assertThat(second.customerIdentifier()).isNotEqualTo(first.customerIdentifier());
        assertThat(second.licenseArn()).isNotEqualTo(first.licenseArn());
        assertThat(second.namedCustomer()).isEqualTo(first.customer());
        var byLicence =
                purchases.speak(second.customerIdentifier(), Moving.Manner.of(Moving.Named.LICENCE, null, null));
        assertThat(byLicence.namedCustomer()).isEmpty();
        assertThat(byLicence.namedLicence()).isEqualTo(second.licenseArn());
        var byCustomer =
                purchases.speak(second.customerIdentifier(), Moving.Manner.of(Moving.Named.CUSTOMER, null, null));
        assertThat(byCustomer.namedLicence()).isNull();
    }

    private static Order moving(Moving.Manner manner) {
        return new Order(
                "traces",
                null,
                Announcement.MANUAL,
                1,
                Duration.ZERO,
                false,
                null,
                false,
                Duration.ZERO,
                false,
                manner);
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

    @Test
    void a_trial_is_told_of_where_aws_names_customers() {
        var customer = purchases
                .subscribe(ordered("observability", null, true, Duration.ZERO))
                .customerIdentifier();

        purchases.announce(customer);

        assertThat(message(delivered.getFirst())).containsEntry("isFreeTrialTermPresent", "true");
    }

    @Test
    void what_is_signed_ahead_is_announced_at_its_start_when_the_clock_jumps_there() {
        var customer = purchases
                .subscribe(new Order(
                        null, null, Announcement.BEFORE, 1, Duration.ZERO, false, null, false, Duration.ofDays(30)))
                .customerIdentifier();
        clock.advance(Duration.ofDays(29));
        assertThat(delivered).isEmpty();

        clock.advance(Duration.ofDays(2));

        await().until(() -> delivered.size() == 1);
        assertThat(delivered.getFirst()).contains("subscribe-success", customer);
    }

    @Test
    void the_licence_of_an_agreement_that_is_signed_ahead_comes_at_its_start() {
        var purchase = purchases.subscribe(ordered("metrics", null, false, Duration.ofDays(30)));
        purchases.announce(purchase.customerIdentifier());
        assertThat(delivered).singleElement().asString().contains("Purchase Agreement Created");

        purchases.close();
        open();
        clock.advance(Duration.ofDays(31));

        await().until(() -> delivered.size() == 2);
        assertThat(delivered.getLast()).contains("License Updated", String.valueOf(purchase.licenseArn()));
    }

    @Test
    void a_renewal_names_the_agreement_before_it_and_the_old_one_ends_without_a_word() {
        var old = purchases.subscribe(ordered("metrics", null, false, Duration.ZERO));
        var next = purchases.subscribe(ordered(null, old.customerIdentifier(), false, Duration.ZERO));

        purchases.announce(next.customerIdentifier());

        assertThat(next.awsAccountId()).isEqualTo(old.awsAccountId());
        assertThat(next.agreementId()).isNotEqualTo(old.agreementId());
        assertThat(next.licenseArn()).isNotEqualTo(old.licenseArn());
        assertThat(next.terms().initialAgreementId()).isEqualTo(old.agreementId());
        assertThat(status(old.customerIdentifier())).isEqualTo(Purchase.Status.RENEWED);
        var created = JSON.readTree(delivered.getFirst()).path("detail").path("agreement");
        assertThat(created.path("intent").asString()).isEqualTo("RENEW");
        assertThat(created.path("previousAgreementId").asString()).isEqualTo(old.agreementId());
        assertThat(delivered).hasSize(2);
        purchases.say(old.customerIdentifier(), "agreement-renewed", 1);
        purchases.say(old.customerIdentifier(), "unsubscribe-success", 1);
        assertThat(delivered.get(2)).contains("Purchase Agreement Ended", "RENEWED");
        assertThat(status(old.customerIdentifier())).isEqualTo(Purchase.Status.RENEWED);
    }

    @Test
    void only_a_purchase_with_a_licence_is_renewed() {
        var old = purchases.subscribe(manual()).customerIdentifier();

        assertThatThrownBy(() -> purchases.subscribe(ordered(null, old, false, Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> purchases.subscribe(ordered(null, "nobody", false, Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_truth_that_is_set_is_told_to_nobody_and_nothing_that_is_said_changes_it() {
        var customer = purchases.subscribe(manual()).customerIdentifier();

        purchases.settle(customer, Purchase.Status.PAYMENT_FAILED);
        assertThat(delivered).isEmpty();
        purchases.say(customer, "subscribe-success", 1);
        assertThat(status(customer)).isEqualTo(Purchase.Status.PAYMENT_FAILED);

        purchases.unsubscribe(customer, Duration.ofHours(1));
        assertThat(status(customer)).isEqualTo(Purchase.Status.UNSUBSCRIBING);
    }

    @Test
    void what_is_to_be_said_later_waits_for_the_clock() {
        var customer = purchases.subscribe(manual()).customerIdentifier();

        purchases.say(customer, "unsubscribe-pending", 2, null, Duration.ofMinutes(50));
        assertThat(delivered).isEmpty();
        clock.advance(Duration.ofHours(1));

        await().until(() -> delivered.size() == 2);
        assertThat(status(customer)).isEqualTo(Purchase.Status.UNSUBSCRIBING);
    }

    @Test
    void a_seed_decides_the_order_in_which_statements_arrive_and_their_times_say_which_was_first() {
        var customer = purchases.subscribe(manual()).customerIdentifier();
        var sayings = List.of(
                new Purchases.Saying(customer, "subscribe-success"),
                new Purchases.Saying(customer, "unsubscribe-pending"),
                new Purchases.Saying(customer, "unsubscribe-success"));

        purchases.shuffle(sayings, 3, 42);
        purchases.shuffle(sayings, 3, 42);

        assertThat(actions(delivered.subList(9, 18))).isEqualTo(actions(delivered.subList(0, 9)));
        assertThat(actions(delivered.subList(0, 9)))
                .isNotEqualTo(actions(delivered.subList(0, 9)).stream().sorted().toList());
        assertThat(delivered.subList(0, 9).stream()
                        .sorted(Comparator.comparing(
                                body -> String.valueOf(read(body).get("Timestamp"))))
                        .map(PurchasesTest::action)
                        .distinct())
                .containsExactly("subscribe-success", "unsubscribe-pending", "unsubscribe-success");
        assertThat(status(customer)).isEqualTo(Purchase.Status.UNSUBSCRIBED);
    }

    @Test
    void what_an_older_sandbox_kept_is_still_known() throws Exception {
        var purchase = purchases.subscribe(ordered("metrics", null, false, Duration.ZERO));
        purchases.close();
        var file = folder.resolve("purchases");
        Files.writeString(
                file, Files.readString(file).replaceAll(",\\\\\"terms\\\\\":\\{[^}]*}", ""), StandardCharsets.UTF_8);
        assertThat(file).content().contains(purchase.customerIdentifier()).doesNotContain("terms");

        open();

        assertThat(purchases.find(purchase.customerIdentifier())).contains(purchase);
    }

    private static List<String> actions(List<String> bodies) {
        return bodies.stream().map(PurchasesTest::action).toList();
    }

    private static String action(String body) {
        return String.valueOf(message(body).get("action"));
    }

    private static Order ordered(
            @Nullable String listing, @Nullable String renews, boolean freeTrial, Duration startsIn) {
        return new Order(listing, null, Announcement.MANUAL, 1, Duration.ZERO, false, renews, freeTrial, startsIn);
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

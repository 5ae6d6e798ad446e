package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.Notifications.PRODUCT;
import static io.mooring.subscription.marketplace.Notifications.PUBLISHED;
import static io.mooring.subscription.marketplace.Notifications.envelope;
import static io.mooring.subscription.marketplace.Notifications.fields;
import static io.mooring.subscription.marketplace.Notifications.json;
import static io.mooring.subscription.marketplace.Notifications.message;
import static io.mooring.subscription.marketplace.Notifications.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.mooring.rule.api.Rule;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Done;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeIT {

    private final IntakeFixture fixture = new IntakeFixture();
    private final Intake intake = fixture.intake;
    private final List<Object> sent = new ArrayList<>();

    @Test
    void a_success_makes_the_purchase_known_and_confirms_it() {
        fixture.commands.before(sent::add);
        var fields = fields("subscribe-success");
        fields.put("isFreeTrialTermPresent", "true");

        assertThat(intake.handle(message(published("sns-1", fields)))).isEqualTo(new Done("APPLIED"));

        var purchase = new Purchase("demo", "aws-cn", PRODUCT, Notifications.CUSTOMER, null);
        assertThat(sent)
                .containsExactly(
                        new SubscribeFromMarketplace(purchase.subscriptionId(), purchase, null, false),
                        new ConfirmSubscription(purchase.subscriptionId(), purchase, "offer-xyz", true, PUBLISHED));
        assertThat(fixture.commands.actors()).containsExactly("aws:sns-1");
        assertThat(fixture.inbox())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains(
                                entry("feed", "sns"),
                                entry("stable_id", "sns-1"),
                                entry("message_id", "queue-1"),
                                entry("outcome", "APPLIED"),
                                entry("action", "subscribe-success"),
                                entry(
                                        "subscription_id",
                                        purchase.subscriptionId().value()),
                                entry("receive_count", 1),
                                entry("duplicates", 0)));
    }

    @Test
    void the_three_other_messages_about_a_purchase_have_one_command_each() {
        fixture.commands.before(sent::add);
        var purchase = new Purchase("demo", "aws-cn", PRODUCT, Notifications.CUSTOMER, null);
        var id = purchase.subscriptionId();

        intake.handle(message(published("1", "subscribe-fail")));
        intake.handle(message(published("2", "unsubscribe-pending")));
        intake.handle(message(published("3", "unsubscribe-success")));

        assertThat(sent)
                .containsExactly(
                        new FailSubscription(id, purchase, "offer-xyz", PUBLISHED),
                        new BeginEndingSubscription(id, purchase, PUBLISHED),
                        new EndSubscription(id, purchase, PUBLISHED));
    }

    @Test
    void an_updated_entitlement_makes_aws_be_asked_and_confirms_nothing() {
        assertThat(intake.handle(message(published("sns-1", "entitlement-updated"))))
                .isEqualTo(new Done("APPLIED"));

        assertThat(fixture.commands.names()).containsExactly("SubscribeFromMarketplace");
        assertThat(fixture.readings.requested)
                .singleElement()
                .satisfies(request -> assertThat(request).endsWith(" MESSAGE"));
    }

    @Test
    void a_repeated_id_is_counted_and_nothing_else() {
        intake.handle(message(published("sns-1", "subscribe-fail")));
        var again =
                new QueueMessage("queue-2", "receipt-2", published("sns-1", "subscribe-fail"), 4, Notifications.SENT);

        assertThat(intake.handle(again)).isEqualTo(new Done("DUPLICATE"));
        assertThat(intake.handle(again)).isEqualTo(new Done("DUPLICATE"));

        assertThat(fixture.commands.names()).containsExactly("FailSubscription");
        assertThat(fixture.inbox())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains(entry("duplicates", 2), entry("message_id", "queue-1"), entry("outcome", "APPLIED")));
    }

    @Test
    void what_is_older_than_what_is_known_is_recorded_as_stale_with_what_counts() {
        var ended = Instant.parse("2026-11-23T03:00:00Z");
        fixture.commands.hearing(command -> new Hearing(Heard.OLDER, "ended", ended));

        assertThat(intake.handle(message(published("sns-1", "subscribe-success"))))
                .isEqualTo(new Done("STALE"));
        assertThat(intake.handle(message(published("sns-1", "subscribe-success"))))
                .isEqualTo(new Done("DUPLICATE"));

        assertThat(fixture.inbox())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains(
                                entry("outcome", "STALE"),
                                entry("reason", "what counts is: ended, said at 2026-11-23T03:00:00Z"),
                                entry("duplicates", 1)));
    }

    @Test
    void what_is_known_already_is_recorded_as_told_before() {
        fixture.commands.hearing(command -> new Hearing(Heard.TOLD_BEFORE, "failed", PUBLISHED));

        assertThat(intake.handle(message(published("sns-1", "subscribe-fail")))).isEqualTo(new Done("TOLD_BEFORE"));
    }

    @Test
    void the_hash_of_the_bytes_is_kept() {
        intake.handle(message(published("sns-1", "subscribe-fail")));

        assertThat(fixture.inbox())
                .singleElement()
                .satisfies(row -> assertThat((byte[]) row.get("body_sha256"))
                        .hasSize(32)
                        .isEqualTo(message(published("sns-1", "subscribe-fail")).sha256()));
    }

    @Test
    void two_deliveries_at_the_same_time_have_one_effect() throws Exception {
        var bothIn = new CountDownLatch(1);
        fixture.commands.before(command -> await(bothIn));
        try (var threads = Executors.newFixedThreadPool(2)) {
            var verdicts = List.of(
                    threads.submit(() -> intake.handle(message(published("sns-1", "subscribe-fail")))),
                    threads.submit(() -> intake.handle(message(published("sns-1", "subscribe-fail")))));
            bothIn.countDown();

            assertThat(List.of(verdicts.get(0).get(), verdicts.get(1).get()))
                    .containsExactlyInAnyOrder(new Done("APPLIED"), new Done("DUPLICATE"));
        }
        assertThat(fixture.commands.names()).hasSize(1);
    }

    @Test
    void a_failure_leaves_neither_row_nor_command_and_the_next_delivery_has_the_whole_effect() {
        fixture.commands.before(command -> {
            if (command instanceof ConfirmSubscription) {
                throw new IllegalStateException("the store is away");
            }
        });
        assertThatThrownBy(() -> intake.handle(message(published("sns-1", "subscribe-success"))))
                .hasMessage("the store is away");
        assertThat(fixture.inbox()).isEmpty();
        assertThat(fixture.commands.names()).isEmpty();

        fixture.commands.before(command -> {});
        assertThat(intake.handle(message(published("sns-1", "subscribe-success"))))
                .isEqualTo(new Done("APPLIED"));
        assertThat(fixture.commands.names()).containsExactly("SubscribeFromMarketplace", "ConfirmSubscription");
    }

    @Test
    void a_collision_with_the_landing_is_over_in_a_moment() {
        var tries = new AtomicInteger();
        fixture.commands.before(command -> {
            if (command instanceof ConfirmSubscription && tries.incrementAndGet() < 3) {
                throw new IllegalStateException("somebody else was first");
            }
        });

        assertThat(intake.handle(message(published("sns-1", "subscribe-success"))))
                .isEqualTo(new Done("APPLIED"));
        assertThat(fixture.commands.names()).containsExactly("SubscribeFromMarketplace", "ConfirmSubscription");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json at all", "{\"action\":\"subscribe-perhaps\"}", "\u0001\uD83D\uDE00"})
    void what_cannot_be_read_is_kept_with_its_bytes_and_the_reason(String body) {
        assertThat(intake.handle(message(body))).isInstanceOf(Rejected.class);

        assertThat(fixture.inbox()).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("outcome", "DEAD_LETTERED");
            assertThat((String) row.get("reason")).isNotBlank();
            assertThat((byte[]) row.get("body")).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        });
        assertThat(fixture.commands.names()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "product-code, zzz, unknown product: zzz",
        "action, subscribe-perhaps, unknown action: subscribe-perhaps"
    })
    void what_is_not_ours_is_rejected(String field, String value, String reason) {
        var fields = fields("subscribe-success");
        fields.put(field, value);

        assertThat(intake.handle(message(published("sns-1", fields)))).isEqualTo(new Rejected(reason, true));
    }

    @Test
    void a_topic_that_does_not_speak_for_the_listing_is_rejected() {
        var envelope = envelope("sns-1", json(fields("subscribe-success")));
        envelope.put("TopicArn", "arn:aws-cn:sns:cn-northwest-1:111111111111:of-a-stranger");

        assertThat(intake.handle(message(json(envelope))))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains("of-a-stranger"));
        assertThat(fixture.commands.names()).isEmpty();
    }

    @Test
    void a_refused_command_is_rejected_with_the_rule() {
        fixture.commands.before(command -> {
            throw new Never().violatedBy("subject");
        });

        assertThat(intake.handle(message(published("sns-1", "subscribe-fail"))))
                .isEqualTo(new Rejected("refused: never", true));
    }

    @Test
    void what_comes_under_the_id_of_another_message_is_not_in_the_inbox() {
        intake.handle(message(published("sns-1", "subscribe-success")));
        var forged = envelope("sns-1", json(fields("subscribe-success")));
        forged.put("TopicArn", "arn:aws-cn:sns:cn-northwest-1:111111111111:of-a-stranger");

        assertThat(intake.handle(message(json(forged))))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.kept()).isFalse());
    }

    @Test
    void a_message_without_a_topic_is_taken_only_where_raw_delivery_is_expected() {
        var raw = message(json(fields("subscribe-success")));

        assertThat(intake.handle(raw))
                .isEqualTo(new Rejected("no topic is named, and raw-delivery of listing demo is off", true));

        var expecting = fixture.intake(new ConfiguredListings(new ListingProperties(List.of(new ListingProperties.Entry(
                "demo", "Demo", PRODUCT, "aws-cn", List.of(Notifications.TOPIC), Feed.SNS, List.of(), null, true)))));
        assertThat(expecting.handle(raw)).isEqualTo(new Done("APPLIED"));
    }

    @Test
    void a_dead_letter_that_comes_back_has_its_effect_when_it_can_be_read() {
        fixture.commands.before(command -> {
            throw new Never().violatedBy("subject");
        });
        intake.handle(message(published("sns-1", "subscribe-fail")));
        fixture.commands.before(command -> {});

        assertThat(intake.handle(message(published("sns-1", "subscribe-fail")))).isEqualTo(new Done("APPLIED"));
        assertThat(intake.handle(message(published("sns-1", "subscribe-fail")))).isEqualTo(new Done("DUPLICATE"));
        assertThat(fixture.inbox()).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("outcome", "APPLIED");
            assertThat(row.get("reason")).isNull();
        });
    }

    @Test
    void a_body_under_a_used_id_is_not_lost() {
        intake.handle(message(published("sns-1", "subscribe-fail")));
        var forged = json(envelope("sns-1", "not a notification"));

        assertThat(intake.handle(message(forged))).isInstanceOf(Rejected.class);
        assertThat(fixture.inbox())
                .singleElement()
                .satisfies(row -> assertThat(row).contains(entry("outcome", "APPLIED"), entry("duplicates", 1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_the_order_and_the_repetitions_each_message_has_its_effect_once(long seed) {
        var deliveries = new ArrayList<QueueMessage>();
        for (var number = 0; number < 12; number++) {
            var action = List.of("subscribe-success", "subscribe-fail", "unsubscribe-pending", "unsubscribe-success")
                    .get(number % 4);
            var body = published("sns-" + number, action);
            for (var copy = 0; copy <= number % 3; copy++) {
                deliveries.add(new QueueMessage(
                        "queue-" + number + "-" + copy, "r", body, copy + 1, Notifications.SENT.plusSeconds(copy)));
            }
        }
        Collections.shuffle(deliveries, new Random(seed));

        deliveries.forEach(intake::handle);

        assertThat(fixture.commands.names()).hasSize(3 * 2 + 9);
        assertThat(fixture.inbox()).hasSize(12);
        assertThat(fixture.jdbc
                        .sql("SELECT sum(duplicates) FROM inbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(deliveries.size() - 12);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException hurry) {
            throw new IllegalStateException(hurry);
        }
    }

    private record Never() implements Rule {
        @Override
        public String slug() {
            return "never";
        }

        @Override
        public String message() {
            return "It is never so.";
        }
    }
}

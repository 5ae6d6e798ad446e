package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.Notifications.CUSTOMER;
import static io.mooring.subscription.marketplace.Notifications.PRODUCT;
import static io.mooring.subscription.marketplace.Notifications.PUBLISHED;
import static io.mooring.subscription.marketplace.Notifications.SENT;
import static io.mooring.subscription.marketplace.Notifications.TOPIC;
import static io.mooring.subscription.marketplace.Notifications.envelope;
import static io.mooring.subscription.marketplace.Notifications.fields;
import static io.mooring.subscription.marketplace.Notifications.json;
import static io.mooring.subscription.marketplace.Notifications.message;
import static io.mooring.subscription.marketplace.Notifications.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.marketplace.Reading.Action;
import io.mooring.subscription.marketplace.Reading.Notification;
import io.mooring.subscription.marketplace.Reading.Unreadable;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationReaderTest {

    private final NotificationReader reader = new NotificationReader(IntakeFixture.CLOCK);

    @Test
    void a_notification_in_its_envelope_is_read_with_the_time_of_its_publication() {
        assertThat(reader.read(message(published("sns-1", "subscribe-success"))))
                .isEqualTo(new Notification(
                        "sns-1", Action.SUBSCRIBE_SUCCESS, CUSTOMER, PRODUCT, "offer-xyz", false, PUBLISHED, TOPIC));
    }

    @Test
    void an_envelope_may_hold_the_notification_as_an_object() {
        assertThat(reader.read(message(json(envelope("sns-1", fields("subscribe-success"))))))
                .isEqualTo(reader.read(message(published("sns-1", "subscribe-success"))));
    }

    @Test
    void a_raw_delivery_is_named_by_its_bytes_and_timed_by_the_queue() {
        var body = json(fields("unsubscribe-pending"));

        var read = reader.read(message(body));
        var later = reader.read(new QueueMessage("queue-1", "receipt-1", body, 1, SENT.plusSeconds(60)));

        assertThat(read).isInstanceOfSatisfying(Notification.class, notification -> {
            assertThat(notification.stableId()).startsWith("sha256:");
            assertThat(notification.occurredAt()).isEqualTo(SENT);
            assertThat(notification.topicArn()).isNull();
        });
        assertThat(reader.read(new QueueMessage("queue-2", "receipt-2", body, 2, SENT)))
                .isEqualTo(read);
        assertThat(later.stableId()).isNotEqualTo(read.stableId());
    }

    /** Whatever came later would be older than it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-24T01:02:12Z", "2999-01-01T00:00:00Z", "+10000-01-01T00:00:00Z", "1970-01-01T00:00:00Z"
            })
    void a_time_that_cannot_be_is_not_believed(String time) {
        var envelope = new HashMap<>(envelope("sns-1", fields("unsubscribe-pending")));
        envelope.put("Timestamp", time);

        assertThat(reader.read(message(json(envelope)))).isInstanceOf(Unreadable.class);
    }

    @Test
    void what_sns_delivers_twice_raw_within_a_minute_is_one_message() {
        var body = json(fields("subscribe-success"));

        assertThat(reader.read(new QueueMessage("queue-2", "receipt-2", body, 1, SENT.plusSeconds(20)))
                        .stableId())
                .isEqualTo(reader.read(message(body)).stableId());
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void every_action_of_aws_is_known(Action action) {
        assertThat(reader.read(message(published("sns-1", action.text()))))
                .isInstanceOfSatisfying(
                        Notification.class,
                        notification -> assertThat(notification.action()).isEqualTo(action));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", " TRUE "})
    void a_free_trial_is_told_by_a_text(String text) {
        assertThat(freeTrial(text)).isTrue();
        assertThat(freeTrial(true)).isTrue();
        assertThat(freeTrial("false")).isFalse();
        assertThat(freeTrial(false)).isFalse();
    }

    private boolean freeTrial(Object value) {
        var fields = fields("subscribe-success");
        fields.put("isFreeTrialTermPresent", value);
        return ((Notification) reader.read(message(published("sns-1", fields)))).freeTrial();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{}",
                "{\"action\":\"entitlement-updated\",\"customer-identifier\":\"c\",\"product-code\":\"p\",}",
                "{\"action\":\"entitlement-updated\",\"customer-identifier\":\"c\",\"product-code\":\"p\"} {}",
                "{\"action\":\"a\",\"action\":\"b\"}",
                "{\"action\":7,\"customer-identifier\":\"c\",\"product-code\":\"p\"}",
                "{\"action\":\"subscribe-fail\",\"customer-identifier\":\"  \",\"product-code\":\"p\"}",
                "{\"action\":\"subscribe-fail\",\"product-code\":\"p\"}",
                "{\"action\":\"subscribe-fail\",\"customer-identifier\":\"c\"}",
                "{\"action\":\"subscribe-fail\",\"customer-identifier\":\"c\\u0000d\",\"product-code\":\"p\"}",
                "{\"action\":\"subscribe-fail\",\"customer-identifier\":\"\\ud800\",\"product-code\":\"p\"}",
                "{\"action\":\"subscribe-fail\",\"customer-identifier\":\"c\",\"CustomerIdentifier\":\"d\",\"product-code\":\"p\"}",
                "{\"Type\":\"Notification\",\"MessageId\":\"m\",\"Message\":17}",
                "{\"Type\":\"Notification\",\"MessageId\":\"m\",\"Message\":\"no json\"}",
                "{\"Type\":\"SubscriptionConfirmation\",\"MessageId\":\"m\",\"Message\":\"{}\"}",
                "{\"detail-type\":\"License Updated - Manufacturer\",\"id\":\"1\",\"detail\":{}}"
            })
    void what_is_no_notification_is_unreadable_and_says_why(String body) {
        assertThat(reader.read(message(body)))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isNotBlank());
    }

    @Test
    void two_values_for_a_name_outside_the_plane_are_unreadable_like_any_other() {
        assertThat(reader.read(message("{\"Message\": \"x\", \"a😀\": 1, \"A😀\": 2}")))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo("two values for A?"));
    }

    @Test
    void an_unknown_action_is_named() {
        assertThat(reader.read(message(published("sns-1", "subscribe-perhaps"))))
                .isEqualTo(new Unreadable(Feed.SNS, "sns-1", "unknown action: subscribe-perhaps"));
    }

    @Test
    void a_time_that_is_none_is_not_guessed() {
        var envelope = envelope("sns-1", json(fields("subscribe-fail")));
        envelope.put("Timestamp", "yesterday");

        assertThat(reader.read(message(json(envelope)))).isInstanceOf(Unreadable.class);
    }

    @Test
    void size_and_depth_have_an_end() {
        var fields = fields("subscribe-fail");
        fields.put("padding", "x".repeat(NotificationReader.MAX_BYTES));
        assertThat(reader.read(message(json(fields))))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).startsWith("larger than 65536 bytes"));

        assertThat(reader.read(message(nested(NotificationReader.MAX_DEPTH)))).isInstanceOf(Notification.class);
        assertThat(reader.read(message(nested(NotificationReader.MAX_DEPTH + 1))))
                .isInstanceOf(Unreadable.class);
        assertThat(reader.read(message("[".repeat(60_000)))).isInstanceOf(Unreadable.class);
    }

    private static String nested(int levels) {
        var deep = json(Map.of("x", 1));
        var fields = json(fields("subscribe-fail"));
        var inside = "[".repeat(levels - 2) + deep + "]".repeat(levels - 2);
        return fields.substring(0, fields.length() - 1) + ",\"deep\":" + inside + "}";
    }
}

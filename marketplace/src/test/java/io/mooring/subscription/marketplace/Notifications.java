package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Feed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What AWS writes into the queue. */
final class Notifications {

    static final String PRODUCT = "abcdefgh12345678";
    static final String CUSTOMER = "AbCdEf123";
    static final String TOPIC = "arn:aws-cn:sns:cn-northwest-1:000000000000:topic-of-demo";
    static final Instant SENT = Instant.parse("2026-11-23T01:02:10Z");
    static final Instant PUBLISHED = Instant.parse("2026-11-23T01:02:03.456Z");

    private static final JsonMapper JSON = new JsonMapper();

    static Map<String, Object> fields(String action) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("action", action);
        fields.put("customer-identifier", CUSTOMER);
        fields.put("product-code", PRODUCT);
        if (action.startsWith("subscribe")) {
            fields.put("offer-identifier", "offer-xyz");
        }
        if (action.contains("subscribe")) {
            fields.put("isFreeTrialTermPresent", "false");
        }
        return fields;
    }

    /** In the SNS envelope, as the queue gets it by default: {@code Message} is a text. */
    static String published(String messageId, Map<String, Object> fields) {
        return json(envelope(messageId, json(fields)));
    }

    static String published(String messageId, String action) {
        return published(messageId, fields(action));
    }

    static Map<String, Object> envelope(String messageId, Object message) {
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("Type", "Notification");
        envelope.put("MessageId", messageId);
        envelope.put("TopicArn", TOPIC);
        envelope.put("Message", message);
        envelope.put("Timestamp", PUBLISHED.toString());
        envelope.put("SignatureVersion", "1");
        envelope.put("Signature", "AAAA");
        return envelope;
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    static QueueMessage message(String body) {
        return new QueueMessage("queue-1", "receipt-1", body, 1, SENT);
    }

    static ConfiguredListings listings() {
        return new ConfiguredListings(new ListingProperties(List.of(
                new ListingProperties.Entry(
                        "demo", "Demo", PRODUCT, "aws-cn", List.of(TOPIC), Feed.SNS, List.of(), null, false),
                new ListingProperties.Entry(
                        "newer",
                        "Newer",
                        AgreementEvents.PRODUCT,
                        "aws",
                        List.of(),
                        Feed.EVENTBRIDGE,
                        List.of(AgreementEvents.SELLER),
                        AgreementEvents.PRODUCT_ID,
                        false))));
    }

    private Notifications() {}
}

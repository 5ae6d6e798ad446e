package io.mooring.sandbox.aws;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A marketplace notification in its SNS envelope, key by key as AWS sends it to a queue. */
final class Notification {

    static final String SUBSCRIBE_SUCCESS = "subscribe-success";
    static final String SUBSCRIBE_FAIL = "subscribe-fail";
    static final String UNSUBSCRIBE_PENDING = "unsubscribe-pending";
    static final String UNSUBSCRIBE_SUCCESS = "unsubscribe-success";

    private static final Set<String> WITH_OFFER = Set.of(SUBSCRIBE_SUCCESS, SUBSCRIBE_FAIL);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The body of the queue's message, in which {@code Message} is a string.
     *
     * @param messageId of SNS: the same for every delivery of one notification
     */
    static String body(String action, Purchase purchase, String messageId, Instant at) {
        var listing = purchase.product();
        var message = new LinkedHashMap<String, String>();
        message.put("action", action);
        message.put("customer-identifier", purchase.customer());
        message.put("product-code", listing.productCode());
        if (WITH_OFFER.contains(action)) {
            message.put("offer-identifier", purchase.offerIdentifier());
        }
        if (!"entitlement-updated".equals(action)) {
            message.put(
                    "isFreeTrialTermPresent", String.valueOf(purchase.terms().freeTrial()));
        }
        var sns = listing.partition().equals("aws-cn")
                ? "https://sns.cn-northwest-1.amazonaws.com.cn/"
                : "https://sns.us-east-1.amazonaws.com/";
        var envelope = new LinkedHashMap<String, @Nullable String>();
        envelope.put("Type", "Notification");
        envelope.put("MessageId", messageId);
        envelope.put("TopicArn", listing.topicArn());
        envelope.put("Message", json(message));
        envelope.put("Timestamp", at.truncatedTo(ChronoUnit.MILLIS).toString());
        envelope.put("SignatureVersion", "1");
        envelope.put("Signature", "c2lnbmVkLWJ5LXRoZS1zYW5kYm94");
        envelope.put("SigningCertURL", sns + "SimpleNotificationService-sandbox.pem");
        envelope.put("UnsubscribeURL", sns + "?Action=Unsubscribe&SubscriptionArn=" + listing.topicArn() + ":sandbox");
        return json(envelope);
    }

    private static String json(Map<String, ? extends @Nullable String> fields) {
        return JSON.writeValueAsString(fields);
    }

    private Notification() {}
}

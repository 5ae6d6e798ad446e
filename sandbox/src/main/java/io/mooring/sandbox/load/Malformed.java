package io.mooring.sandbox.load;

import io.mooring.sandbox.aws.NotificationStorm;
import io.mooring.sandbox.aws.SandboxListing;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A message that can have no effect, and why.
 *
 * @param subscriptionId whose confirmation it would have been
 */
public record Malformed(Kind kind, SubscriptionId subscriptionId, String body) {

    /** What {@link Kind#WRONG_PRODUCT} is about. */
    public static final String FOREIGN_PRODUCT = "of-somebody-else";

    private static final String FOREIGN_ACCOUNT = "999999999999";
    private static final int LARGEST_MESSAGE_OF_SQS = 256 * 1024;
    private static final String NOT_JSON = "the message is not JSON of at most 50 levels";

    /** How it came about, and the reason with which it is to be put aside. */
    public enum Kind {
        CUT_OFF(NOT_JSON),
        LARGE("larger than 65536 bytes: 262144"),
        DEEP(NOT_JSON),
        NUL("customeridentifier holds control characters"),
        UNKNOWN_ACTION("unknown action: subscribe-perhaps"),
        UNKNOWN_DETAIL_TYPE("unknown detail type: License Painted - Manufacturer"),
        WRONG_PRODUCT("unknown product: " + FOREIGN_PRODUCT),
        WRONG_TOPIC("topic arn:aws-cn:sns:cn-northwest-1:" + FOREIGN_ACCOUNT + ":anything does not speak for listing "
                + SandboxListing.OBSERVABILITY.id()),
        WRONG_ACCOUNT("unknown seller account: " + FOREIGN_ACCOUNT);

        private final String reason;

        Kind(String reason) {
            this.reason = reason;
        }

        private boolean isOfAnEvent() {
            return this == UNKNOWN_DETAIL_TYPE || this == WRONG_ACCOUNT;
        }

        private String spoiled(String body) {
            return switch (this) {
                case CUT_OFF -> body.substring(0, body.length() / 2);
                case LARGE ->
                    "{\"padding\": \"" + "x".repeat(LARGEST_MESSAGE_OF_SQS - body.length() - 15) + "\", "
                            + body.substring(1);
                case DEEP -> "[".repeat(500) + body + "]".repeat(500);
                case NUL -> body.replace("customer-identifier\\\":\\\"", "customer-identifier\\\":\\\"\\\\u0000");
                case UNKNOWN_ACTION -> body.replace("subscribe-success", "subscribe-perhaps");
                case UNKNOWN_DETAIL_TYPE -> body.replace("License Updated", "License Painted");
                case WRONG_PRODUCT -> body.replace(SandboxListing.OBSERVABILITY.productCode(), FOREIGN_PRODUCT);
                case WRONG_TOPIC ->
                    body.replace(
                            "\"TopicArn\":\"" + SandboxListing.OBSERVABILITY.topicArn() + '"',
                            "\"TopicArn\":\"arn:aws-cn:sns:cn-northwest-1:" + FOREIGN_ACCOUNT + ":anything\"");
                case WRONG_ACCOUNT -> body.replace(SandboxListing.SELLER_ACCOUNT, FOREIGN_ACCOUNT);
            };
        }
    }

    /** So many, of every kind in turn. */
    public static List<Malformed> of(int count, long seed, Instant at) {
        // Of two confirmations about one is a notification and one an event; four times as many are enough of either
        var sound = NotificationStorm.confirmations(4 * count + 100, seed, at);
        var notifications = sound.stream().filter(each -> !isEvent(each.body())).iterator();
        var events = sound.stream().filter(each -> isEvent(each.body())).iterator();
        var kinds = Kind.values();
        var malformed = new ArrayList<Malformed>();
        for (var i = 0; i < count; i++) {
            var kind = kinds[i % kinds.length];
            var from = kind.isOfAnEvent() ? events.next() : notifications.next();
            malformed.add(new Malformed(kind, from.subscriptionId(), kind.spoiled(from.body())));
        }
        return malformed;
    }

    private static boolean isEvent(String body) {
        return body.contains("\"detail-type\"");
    }

    /** How many messages have to be put aside with which reason. */
    public static Map<String, Long> reasons(Stream<Malformed> messages) {
        var reasons = new TreeMap<String, Long>();
        messages.forEach(message -> reasons.merge(message.kind().reason, 1L, Long::sum));
        return reasons;
    }
}

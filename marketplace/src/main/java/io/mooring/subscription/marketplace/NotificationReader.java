package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.marketplace.Reading.Action;
import io.mooring.subscription.marketplace.Reading.Notification;
import io.mooring.subscription.marketplace.Reading.Unreadable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the marketplace's messages, of SNS and of EventBridge: tolerant where AWS's own pages differ (the envelope, the spelling of keys, blanks,
 * {@code "true"} as a text), strict in everything else. Whatever the bytes, it answers and never throws.
 */
final class NotificationReader {

    static final int MAX_BYTES = 64 * 1024;
    static final int MAX_DEPTH = 50;
    private static final int MAX_STABLE_ID = 128;

    /** By how much the clocks of AWS's services may differ, and much more. */
    private static final Duration MOST_AHEAD = Duration.ofHours(24);

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Clock clock;

    NotificationReader(Clock clock) {
        this.clock = clock;
    }

    Reading read(QueueMessage message) {
        var stableId = digest(message);
        var feed = Feed.SNS;
        try {
            var size = message.bytes().length;
            if (size > MAX_BYTES) {
                throw new NotReadable("larger than " + MAX_BYTES + " bytes: " + size);
            }
            var body = object(message.body(), "the message");
            if (body.has("detail-type")) {
                feed = Feed.EVENTBRIDGE;
                var event = Fields.of(body);
                stableId = event.textOr("id", MAX_STABLE_ID, stableId);
                var read = AgreementEventReader.read(stableId, event, message.sentAt());
                notAhead(read.occurredAt());
                return read;
            }
            if (!body.has("Message")) {
                return notification(stableId, body, message.sentAt(), null);
            }
            var envelope = Fields.of(body);
            stableId = envelope.textOr("messageid", MAX_STABLE_ID, stableId);
            var type = envelope.textOr("type", Fields.MAX_NAME, "Notification");
            if (!type.equals("Notification")) {
                throw new NotReadable("an SNS message of type " + type + ", which is answered by hand");
            }
            var inner = body.get("Message");
            var publishedAt = envelope.time("timestamp");
            if (publishedAt != null) {
                notAhead(publishedAt);
            }
            return notification(
                    stableId,
                    inner.isObject()
                            ? inner
                            : object(Fields.text(inner, "Message"), "the notification in the SNS envelope"),
                    publishedAt == null ? message.sentAt() : publishedAt,
                    envelope.optional("topicarn", Fields.MAX_NAME * 2));
        } catch (NotReadable notReadable) {
            return new Unreadable(feed, stableId, notReadable.reason());
        }
    }

    /** What is said later counts: a time that is wrong by years would have nothing count after it. */
    private void notAhead(Instant occurredAt) throws NotReadable {
        if (occurredAt.isAfter(clock.instant().plus(MOST_AHEAD))) {
            throw new NotReadable(
                    "said to be of " + occurredAt + ", which is more than " + MOST_AHEAD.toHours() + " hours ahead");
        }
    }

    private static Reading notification(String stableId, JsonNode body, Instant occurredAt, @Nullable String topicArn)
            throws NotReadable {
        var fields = Fields.of(body);
        var name = fields.required("action");
        var action = Action.of(name).orElseThrow(() -> new NotReadable("unknown action: " + name));
        return new Notification(
                stableId,
                action,
                fields.required("customeridentifier"),
                fields.required("productcode"),
                fields.optional("offeridentifier"),
                fields.flag("isfreetrialtermpresent"),
                occurredAt,
                topicArn);
    }

    private JsonNode object(String text, String what) throws NotReadable {
        try {
            var node = json.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException malformed) {
            throw new NotReadable(what + " is not JSON of at most " + MAX_DEPTH + " levels");
        }
        throw new NotReadable(what + " is not a JSON object");
    }

    /** Stands in for the SNS message id, which raw delivery drops: what SNS delivers twice comes within the same minute, but for the odd one. */
    static String digest(QueueMessage message) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(message.bytes());
            sha256.update(
                    ("|" + message.sentAt().truncatedTo(ChronoUnit.MINUTES).toEpochMilli())
                            .getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

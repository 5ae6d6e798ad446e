package io.mooring.subscription.marketplace;

import io.mooring.subscription.marketplace.Reading.Action;
import io.mooring.subscription.marketplace.Reading.Notification;
import io.mooring.subscription.marketplace.Reading.Unreadable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the marketplace's SNS notifications: tolerant where AWS's own pages differ (the envelope, the spelling of keys, blanks,
 * {@code "true"} as a text), strict in everything else. Whatever the bytes, it answers and never throws.
 */
final class NotificationReader {

    static final int MAX_BYTES = 64 * 1024;
    static final int MAX_DEPTH = 50;
    private static final int MAX_NAME = 255;
    private static final int MAX_STABLE_ID = 128;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    Reading read(QueueMessage message) {
        var stableId = digest(message);
        try {
            var size = message.bytes().length;
            if (size > MAX_BYTES) {
                throw new NotReadable("larger than " + MAX_BYTES + " bytes: " + size);
            }
            var body = object(message.body(), "the message");
            if (body.has("detail-type")) {
                throw new NotReadable("an EventBridge event; this queue is read as a feed of SNS notifications");
            }
            if (!body.has("Message")) {
                return notification(stableId, body, message.sentAt(), null);
            }
            var envelope = fields(body);
            stableId = name(envelope, "messageid", MAX_STABLE_ID, stableId);
            var type = name(envelope, "type", MAX_NAME, "Notification");
            if (!type.equals("Notification")) {
                throw new NotReadable("an SNS message of type " + type + ", which is answered by hand");
            }
            var inner = body.get("Message");
            return notification(
                    stableId,
                    inner.isObject() ? inner : object(text(inner, "Message"), "the notification in the SNS envelope"),
                    time(envelope, message.sentAt()),
                    optional(envelope, "topicarn", MAX_NAME * 2));
        } catch (NotReadable notReadable) {
            return new Unreadable(stableId, notReadable.reason);
        }
    }

    private static Reading notification(String stableId, JsonNode body, Instant occurredAt, @Nullable String topicArn)
            throws NotReadable {
        var fields = fields(body);
        var name = required(fields, "action");
        var action = Action.of(name).orElseThrow(() -> new NotReadable("unknown action: " + name));
        return new Notification(
                stableId,
                action,
                required(fields, "customeridentifier"),
                required(fields, "productcode"),
                optional(fields, "offeridentifier", MAX_NAME),
                flag(fields, "isfreetrialtermpresent"),
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

    /** By name without hyphens and case: AWS writes {@code customer-identifier} and once wrote {@code CustomerIdentifier}. */
    private static Map<String, JsonNode> fields(JsonNode object) throws NotReadable {
        var fields = new TreeMap<String, JsonNode>();
        for (var field : object.properties()) {
            var before = fields.put(field.getKey().replace("-", "").toLowerCase(Locale.ROOT), field.getValue());
            if (before != null && !before.equals(field.getValue())) {
                throw new NotReadable("two values for " + printable(field.getKey()));
            }
        }
        return fields;
    }

    private static String required(Map<String, JsonNode> fields, String name) throws NotReadable {
        var value = optional(fields, name, MAX_NAME);
        if (value == null) {
            throw new NotReadable("no " + name);
        }
        return value;
    }

    private static String name(Map<String, JsonNode> fields, String name, int maxLength, String otherwise)
            throws NotReadable {
        var value = optional(fields, name, maxLength);
        return value == null ? otherwise : value;
    }

    private static @Nullable String optional(Map<String, JsonNode> fields, String name, int maxLength)
            throws NotReadable {
        var node = fields.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        var value = text(node, name).strip();
        if (value.length() > maxLength) {
            throw new NotReadable(name + " is longer than " + maxLength + " characters");
        }
        if (value.chars()
                .anyMatch(character -> Character.isISOControl(character) || Character.isSurrogate((char) character))) {
            throw new NotReadable(name + " holds control characters");
        }
        return value.isEmpty() ? null : value;
    }

    private static String text(JsonNode node, String name) throws NotReadable {
        if (!node.isString()) {
            throw new NotReadable(name + " is not a text");
        }
        return node.stringValue();
    }

    private static boolean flag(Map<String, JsonNode> fields, String name) throws NotReadable {
        var node = fields.get(name);
        if (node != null && node.isBoolean()) {
            return node.booleanValue();
        }
        var value = optional(fields, name, MAX_NAME);
        if (value == null || value.equalsIgnoreCase("false")) {
            return false;
        }
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        throw new NotReadable(name + " is neither true nor false");
    }

    private static Instant time(Map<String, JsonNode> envelope, Instant otherwise) throws NotReadable {
        var value = optional(envelope, "timestamp", MAX_NAME);
        try {
            return value == null ? otherwise : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException malformed) {
            throw new NotReadable("timestamp is not a time of ISO 8601");
        }
    }

    /** Stands in for the SNS message id, which raw delivery drops. */
    private static String digest(QueueMessage message) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(message.bytes());
            sha256.update(("|" + message.sentAt().toEpochMilli()).getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?").substring(0, Math.min(text.length(), MAX_NAME));
    }

    /** Ends the reading of one message; an answer, not a fault, and so without a stack trace. */
    private static final class NotReadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;

        NotReadable(String reason) {
            super(reason, null, false, false);
            this.reason = printable(reason);
        }
    }
}

package io.mooring.subscription.marketplace;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object from AWS, by name without hyphens and case: AWS writes {@code customer-identifier} and once wrote {@code CustomerIdentifier}.
 * Texts lose the blanks around them; empty ones and nulls are as good as absent.
 */
final class Fields {

    static final int MAX_NAME = 255;

    /** AWS Marketplace is not older. */
    private static final int FIRST_YEAR = 2012;

    private static final int LAST_YEAR = 9999;

    private final Map<String, JsonNode> fields;

    private Fields(Map<String, JsonNode> fields) {
        this.fields = fields;
    }

    static Fields of(JsonNode object) throws NotReadable {
        var fields = new TreeMap<String, JsonNode>();
        for (var field : object.properties()) {
            var before = fields.put(field.getKey().replace("-", "").toLowerCase(Locale.ROOT), field.getValue());
            if (before != null && !before.equals(field.getValue())) {
                throw new NotReadable("two values for " + NotReadable.printable(field.getKey()));
            }
        }
        return new Fields(fields);
    }

    /** The fields of an object in this one; of none where it is absent. */
    Fields object(String name) throws NotReadable {
        var node = fields.get(name);
        if (node == null || node.isNull()) {
            return new Fields(Map.of());
        }
        if (!node.isObject()) {
            throw new NotReadable(name + " is not an object");
        }
        return of(node);
    }

    String required(String name) throws NotReadable {
        var value = optional(name);
        if (value == null) {
            throw new NotReadable("no " + name);
        }
        return value;
    }

    String textOr(String name, int maxLength, String otherwise) throws NotReadable {
        var value = optional(name, maxLength);
        return value == null ? otherwise : value;
    }

    @Nullable
    String optional(String name) throws NotReadable {
        return optional(name, MAX_NAME);
    }

    @Nullable
    String optional(String name, int maxLength) throws NotReadable {
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

    boolean flag(String name) throws NotReadable {
        var node = fields.get(name);
        if (node != null && node.isBoolean()) {
            return node.booleanValue();
        }
        var value = optional(name);
        if (value == null || value.equalsIgnoreCase("false")) {
            return false;
        }
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        throw new NotReadable(name + " is neither true nor false");
    }

    /** None where it is absent or says neither. */
    @Nullable
    Boolean optionalFlag(String name) {
        var node = fields.get(name);
        if (node == null || !(node.isBoolean() || node.isString())) {
            return null;
        }
        return switch (node.asString().strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    @Nullable
    Instant time(String name) throws NotReadable {
        var value = optional(name);
        if (value == null) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(value);
            if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
                throw new NotReadable(name + " is in the year " + time.getYear());
            }
            return time.toInstant();
        } catch (DateTimeException malformed) {
            throw new NotReadable(name + " is not a time of ISO 8601");
        }
    }

    static String text(JsonNode node, String name) throws NotReadable {
        if (!node.isString()) {
            throw new NotReadable(name + " is not a text");
        }
        return node.stringValue();
    }
}

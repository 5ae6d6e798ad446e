package io.mooring.audit.api;

import java.util.Locale;

/** Who acted; stored as {@code kind:id}, with no personal data. */
public record Actor(Kind kind, String id) {

    /** The kinds of actor that an auditor can tell apart. */
    public enum Kind {
        /** A buyer; the id names the session, not its secret. */
        BUYER,
        /** AWS Marketplace; the id is the notification's message id. */
        AWS,
        /** A person who runs Mooring. */
        OPERATOR,
        /** Mooring itself: a deadline, a sweeper. */
        SYSTEM
    }

    public static Actor buyer(String sessionId) {
        return new Actor(Kind.BUYER, sessionId);
    }

    public static Actor aws(String messageId) {
        return new Actor(Kind.AWS, messageId);
    }

    public static Actor operator(String name) {
        return new Actor(Kind.OPERATOR, name);
    }

    public static Actor system(String name) {
        return new Actor(Kind.SYSTEM, name);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
    }
}

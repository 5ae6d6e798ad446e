package io.mooring.access.web;

import io.mooring.access.api.Realm;

/** What a session is for; each has a cookie of its own, so that one never stands for another. */
public enum Scope {
    ACTIVATION("__Host-mooring-activation"),
    CONSOLE("__Host-mooring-console"),
    BILLING_CENTER("__Host-mooring-billing");

    private final String cookie;

    Scope(String cookie) {
        this.cookie = cookie;
    }

    String cookie() {
        return cookie;
    }

    static Scope of(Realm realm) {
        return switch (realm) {
            case CONSOLE -> CONSOLE;
            case BILLING_CENTER -> BILLING_CENTER;
        };
    }
}

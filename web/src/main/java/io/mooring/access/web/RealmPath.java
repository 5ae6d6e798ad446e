package io.mooring.access.web;

import io.mooring.access.api.Realm;
import io.mooring.web.Fault;

/** The realms as addresses name them. */
final class RealmPath {

    static Realm of(String name) {
        return switch (name) {
            case "console" -> Realm.CONSOLE;
            case "billing-center" -> Realm.BILLING_CENTER;
            default -> throw Fault.NOT_FOUND.problem();
        };
    }

    /** The realm in {@code /api/{realm}/…}. */
    static Realm in(String path) {
        var parts = path.split("/", 4);
        return of(parts.length > 2 ? parts[2] : "");
    }

    private RealmPath() {}
}

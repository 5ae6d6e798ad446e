package io.mooring.access.api;

/** The two places with accounts of their own. */
public enum Realm {
    BILLING_CENTER,
    CONSOLE
}

package io.mooring.access.web;

import io.mooring.access.api.Realm;

/** Somebody signed in to the Console or the Billing Center. */
public record AccountSession(String sessionId, Realm realm, String accountId) {}

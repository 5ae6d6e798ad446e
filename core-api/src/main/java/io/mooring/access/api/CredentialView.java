package io.mooring.access.api;

/** The account behind a user name and the hash its password must match. */
public record CredentialView(String accountId, PasswordHash passwordHash) {}

package io.mooring.access.api;

/** An encoded Argon2id hash; a password in any other form never leaves the request that carried it. */
public record PasswordHash(String encoded) {

    public PasswordHash {
        if (!encoded.startsWith("{argon2id}")) {
            throw new IllegalArgumentException("Not an Argon2id hash");
        }
    }

    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}

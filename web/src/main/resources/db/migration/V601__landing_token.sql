-- Registration tokens of AWS that have been resolved: SHA-256 of listing and token, never the token.
CREATE TABLE landing_token (
    token_hash      bytea       PRIMARY KEY,
    subscription_id text        NOT NULL,
    first_seen_at   timestamptz NOT NULL
);

CREATE INDEX landing_token_first_seen_at ON landing_token (first_seen_at);

-- Which verification was asked for in which activation; the mailbox is sealed (AES-256-GCM).
CREATE TABLE requested_verification (
    verification_id    text        PRIMARY KEY,
    activation_id      text        NOT NULL,
    purpose            text        NOT NULL,
    mailbox            bytea,
    billing_account_id text,
    requested_at       timestamptz NOT NULL
);

CREATE INDEX requested_verification_requested_at ON requested_verification (requested_at);

-- Sessions of browsers. The token itself is in the cookie only.
CREATE TABLE browser_session (
    session_id            uuid        PRIMARY KEY,
    token_hash            bytea       NOT NULL UNIQUE,
    scope                 text        NOT NULL CHECK (scope IN ('ACTIVATION', 'CONSOLE', 'BILLING_CENTER')),
    subject               text        NOT NULL,
    created_at            timestamptz NOT NULL,
    last_seen_at          timestamptz NOT NULL,
    ends_at               timestamptz NOT NULL,
    bound_activation      text,
    bound_billing_account text,
    replaced_hash         bytea       UNIQUE,
    replaced_by           text,
    replaced_until        timestamptz,
    CHECK ((bound_activation IS NULL) = (bound_billing_account IS NULL))
) WITH (fillfactor = 80);

CREATE INDEX browser_session_ends_at ON browser_session (ends_at);

COMMENT ON COLUMN browser_session.subject IS 'subscription id, or account id of the realm';
COMMENT ON COLUMN browser_session.replaced_by IS 'idempotency key of the request that rotated the token';

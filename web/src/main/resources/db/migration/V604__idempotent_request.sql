-- Creating requests by session and Idempotency-Key; without a status the request is still in flight.
CREATE TABLE idempotent_request (
    session_id   uuid        NOT NULL,
    key          text        NOT NULL,
    fingerprint  text        NOT NULL,
    lease_until  timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    status       integer,
    content_type text,
    location     text,
    body         text,
    PRIMARY KEY (session_id, key)
);

CREATE INDEX idempotent_request_created_at ON idempotent_request (created_at);

-- Every message from the marketplace, once: a row is written in the transaction that records the message's effect.
CREATE TABLE inbox (
    feed            text        NOT NULL,
    stable_id       text        NOT NULL,
    message_id      text        NOT NULL,
    body            bytea       NOT NULL,
    sent_at         timestamptz NOT NULL,
    received_at     timestamptz NOT NULL,
    receive_count   integer     NOT NULL,
    outcome         text        NOT NULL CHECK (outcome IN ('APPLIED', 'RECORDED', 'DEAD_LETTERED')),
    reason          text,
    action          text,
    subscription_id text,
    duplicates      integer     NOT NULL DEFAULT 0,
    last_seen_at    timestamptz NOT NULL,
    PRIMARY KEY (feed, stable_id),
    CHECK ((outcome = 'DEAD_LETTERED') = (reason IS NOT NULL))
) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 200);

CREATE INDEX inbox_of_subscription ON inbox (subscription_id, received_at);
CREATE INDEX inbox_dead_letters ON inbox (received_at) WHERE outcome = 'DEAD_LETTERED';

COMMENT ON COLUMN inbox.stable_id IS 'The same for every delivery of one notification: the SNS message id, else a digest of the body and its time';
COMMENT ON COLUMN inbox.message_id IS 'The queue''s name of the delivery that was first recorded';

-- Which bytes a message had; computed for what is there already, and for what a node of an older version still writes.
ALTER TABLE inbox ADD COLUMN body_sha256 bytea NOT NULL GENERATED ALWAYS AS (sha256(body)) STORED;

-- Through which queue it came: what it may speak of depends on that.
ALTER TABLE inbox ADD COLUMN queue text;

-- What changed nothing because something newer is known, and what the engine itself failed to handle.
ALTER TABLE inbox ADD COLUMN failures       integer NOT NULL DEFAULT 0;
ALTER TABLE inbox ADD COLUMN first_failure  text;
ALTER TABLE inbox ADD COLUMN last_failure   text;
ALTER TABLE inbox ADD COLUMN last_failed_at timestamptz;
ALTER TABLE inbox DROP CONSTRAINT inbox_outcome;
ALTER TABLE inbox ADD CONSTRAINT inbox_outcome CHECK (outcome IN
    ('APPLIED', 'RECORDED', 'DEAD_LETTERED', 'DISMISSED', 'WAITING', 'TOLD_BEFORE', 'STALE', 'FAILED'));
ALTER TABLE inbox DROP CONSTRAINT inbox_reason;
ALTER TABLE inbox ADD CONSTRAINT inbox_reason
    CHECK ((outcome IN ('DEAD_LETTERED', 'DISMISSED', 'STALE', 'FAILED')) = (reason IS NOT NULL));
ALTER TABLE inbox ADD CONSTRAINT inbox_failures CHECK
    ((failures = 0) = (first_failure IS NULL) AND (failures = 0) = (last_failure IS NULL)
     AND (failures = 0) = (last_failed_at IS NULL));

-- What a person did about it.
ALTER TABLE inbox ADD COLUMN dismissed_at       timestamptz;
ALTER TABLE inbox ADD COLUMN dismissed_by       text;
ALTER TABLE inbox ADD COLUMN dismissed_reason   text;
ALTER TABLE inbox ADD COLUMN taken_again_at     timestamptz;
ALTER TABLE inbox ADD COLUMN taken_again_by     text;
ALTER TABLE inbox ADD COLUMN taken_again_reason text;

DROP INDEX inbox_dead_letters;
CREATE INDEX inbox_to_look_at ON inbox (outcome, received_at, feed, stable_id)
    WHERE outcome IN ('DEAD_LETTERED', 'FAILED', 'WAITING', 'STALE', 'DISMISSED');

COMMENT ON COLUMN inbox.body_sha256 IS 'SHA-256 of body';
COMMENT ON COLUMN inbox.failures IS 'How often handling it failed before it had its effect';
COMMENT ON COLUMN inbox.reason IS 'Why it was put aside, or what newer fact counts; of what was dismissed, why it had been put aside';

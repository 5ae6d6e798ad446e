-- What waits for a name has its reason too, by which whoever lists or dismisses messages names that kind.
ALTER TABLE inbox DROP CONSTRAINT inbox_reason;
ALTER TABLE inbox ADD CONSTRAINT inbox_reason
    CHECK (outcome = 'WAITING' OR (outcome IN ('DEAD_LETTERED', 'DISMISSED', 'STALE', 'FAILED')) = (reason IS NOT NULL));
UPDATE inbox SET reason = 'no purchase is known by its name' WHERE outcome = 'WAITING' AND reason IS NULL;

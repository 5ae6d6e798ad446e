-- Events of EventBridge name an agreement; which subscription it is about, only some of them say.
ALTER TABLE inbox ADD COLUMN agreement_id text;
CREATE INDEX inbox_of_agreement ON inbox (agreement_id, received_at) WHERE agreement_id IS NOT NULL;
-- For the time since a feed was heard last.
CREATE INDEX inbox_by_feed ON inbox (feed, received_at);

COMMENT ON COLUMN inbox.feed IS 'sns or eventbridge, by the form of the message';
COMMENT ON COLUMN inbox.stable_id IS 'The same for every delivery: the SNS message id, the EventBridge event id, else a digest of the body and its time';

-- What was put aside, and somebody has dealt with by hand.
ALTER TABLE inbox DROP CONSTRAINT inbox_outcome_check;
ALTER TABLE inbox DROP CONSTRAINT inbox_check;
ALTER TABLE inbox ADD CONSTRAINT inbox_outcome CHECK (outcome IN ('APPLIED', 'RECORDED', 'DEAD_LETTERED', 'DISMISSED'));
ALTER TABLE inbox ADD CONSTRAINT inbox_reason CHECK ((outcome IN ('DEAD_LETTERED', 'DISMISSED')) = (reason IS NOT NULL));

-- AWS's names of each purchase at a listing that moves from SNS to EventBridge, or has moved. Written with the events that say so.
CREATE TABLE purchase_names (
    subscription_id     text PRIMARY KEY,
    listing             text NOT NULL,
    partition           text NOT NULL,
    product_code        text NOT NULL,
    customer_identifier text,
    licence             text,
    licence_arn         text,
    joined_at           timestamptz,
    CHECK (customer_identifier IS NOT NULL OR licence IS NOT NULL),
    CHECK ((licence IS NULL) = (licence_arn IS NULL)),
    CHECK ((joined_at IS NOT NULL) = (customer_identifier IS NOT NULL AND licence IS NOT NULL))
);

CREATE UNIQUE INDEX purchase_names_by_licence ON purchase_names (partition, licence) WHERE licence IS NOT NULL;
CREATE INDEX purchase_names_by_customer ON purchase_names (partition, product_code, customer_identifier)
    WHERE customer_identifier IS NOT NULL;

COMMENT ON COLUMN purchase_names.licence IS 'The l-… part of licence_arn, which AWS spells alike everywhere';
COMMENT ON COLUMN purchase_names.joined_at IS 'Since when both names are known to be of one purchase';

-- What waits until it is known which purchase it is about, and what the other feed had told before.
ALTER TABLE inbox ADD COLUMN waits_for text;
CREATE INDEX inbox_waiting ON inbox (waits_for) WHERE waits_for IS NOT NULL;
ALTER TABLE inbox DROP CONSTRAINT inbox_outcome;
ALTER TABLE inbox ADD CONSTRAINT inbox_outcome
    CHECK (outcome IN ('APPLIED', 'RECORDED', 'DEAD_LETTERED', 'DISMISSED', 'WAITING', 'TOLD_BEFORE'));
ALTER TABLE inbox ADD CONSTRAINT inbox_waits CHECK ((outcome = 'WAITING') = (waits_for IS NOT NULL));

COMMENT ON COLUMN inbox.waits_for IS 'The name, by listing and kind, that no purchase is known by yet';

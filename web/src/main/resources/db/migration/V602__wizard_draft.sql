-- What a buyer has typed so far; the fields are sealed (AES-256-GCM).
CREATE TABLE wizard_draft (
    subscription_id text        PRIMARY KEY,
    path            text,
    step            text,
    fields          bytea       NOT NULL,
    saved_at        timestamptz NOT NULL
);

CREATE INDEX wizard_draft_saved_at ON wizard_draft (saved_at);

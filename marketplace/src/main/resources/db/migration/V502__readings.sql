-- When AWS answered last about a purchase, whether it said something new or not.
CREATE TABLE purchase_reading (
    subscription_id text PRIMARY KEY,
    read_at         timestamptz NOT NULL
) WITH (fillfactor = 70);

-- The last round over all purchases.
CREATE TABLE reading_pass (
    only_row   boolean PRIMARY KEY CHECK (only_row),
    started_at timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL,
    asked      integer     NOT NULL,
    differing  integer     NOT NULL,
    failed     integer     NOT NULL
) WITH (fillfactor = 50);

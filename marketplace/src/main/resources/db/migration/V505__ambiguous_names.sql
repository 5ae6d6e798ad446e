-- Since when AWS, asked about a name, names the same candidates, of which only a person can say which one it is.
CREATE TABLE ambiguous_names (
    name       text PRIMARY KEY,
    candidates text        NOT NULL,
    since      timestamptz NOT NULL
) WITH (fillfactor = 70);

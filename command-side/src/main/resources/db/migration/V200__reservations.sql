-- What only one may have; the primary key decides between rivals.
create table reservation (
  scope       text not null,
  key         text not null,
  owner       text not null,
  reserved_at timestamptz not null default now(),
  primary key (scope, key)
);

-- The door of each activation, see OpenActivations.
create table open_activation (
  activation_id text primary key,
  open          boolean not null
) with (fillfactor = 70);

-- Argon2id hashes; nothing mirrors this table.
create table credential (
  realm        text not null,
  account_id   text not null,
  encoded_hash text not null,
  changed_at   timestamptz not null default now(),
  primary key (realm, account_id)
);

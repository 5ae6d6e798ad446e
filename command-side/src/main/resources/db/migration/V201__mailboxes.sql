-- Proofs, by look-up key: the addresses themselves are in sealed events only.
create table proven_mailbox (
  verification_id    text primary key,
  activation_id      text not null,
  purpose            text not null,
  mailbox_key        text not null,
  billing_account_id text,
  proven_at          timestamptz not null
);

create table mailbox_code (
  mailbox_key text not null,
  purpose     text not null,
  issued_at   timestamptz not null,
  primary key (mailbox_key, purpose)
) with (fillfactor = 70);

create table mailbox_day (
  mailbox_key text not null,
  day         date not null,
  codes       integer not null default 0,
  wrong_tries integer not null default 0,
  primary key (mailbox_key, day)
) with (fillfactor = 70);

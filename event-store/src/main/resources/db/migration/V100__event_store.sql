-- History. Rows are only ever added.
create table domain_event (
  global_index    bigint generated always as identity primary key,
  event_id        text not null,
  aggregate_type  text,
  aggregate_id    text not null,
  sequence_number bigint not null,
  occurred_at     timestamptz not null,
  event_type      text not null,
  revision        text not null,
  payload         jsonb not null,
  metadata        jsonb not null,
  correlation_id  text,
  causation_id    text,
  constraint domain_event_in_sequence unique (aggregate_id, sequence_number)
);
create index domain_event_by_correlation on domain_event (correlation_id);

-- One key per person, apart from history so that it can be guarded, backed up and deleted apart.
create schema if not exists privacy;
create table privacy.subject_key (
  subject_id  text primary key,
  wrapped_key bytea not null,
  created_at  timestamptz not null default now()
);

-- Axon's own tables in our spelling: where each processor stands, and the running sagas.
create table token_entry (
  processor_name text not null,
  segment        integer not null,
  token          bytea,
  token_type     text,
  timestamp      text,
  owner          text,
  primary key (processor_name, segment)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_cost_delay = 0);

create table saga_entry (
  saga_id         text primary key,
  revision        text,
  saga_type       text,
  serialized_saga bytea
) with (fillfactor = 70);

create table association_value_entry (
  id                bigint generated always as identity primary key,
  association_key   text not null,
  association_value text,
  saga_id           text not null,
  saga_type         text
);
-- A second saga for one activation is impossible.
create unique index one_saga_per_association on association_value_entry (saga_type, association_key, association_value);
create index association_by_saga on association_value_entry (saga_id, saga_type);

-- Axon's sequenced dead letters: events that a projection could not digest, and those of the same sequence that came after.
create table dead_letter_entry (
  dead_letter_id       text primary key,
  processing_group     text not null,
  sequence_identifier  text not null,
  sequence_index       bigint not null,
  message_type         text not null,
  event_identifier     text not null,
  time_stamp           text not null,
  payload_type         text not null,
  payload_revision     text,
  payload              bytea not null,
  meta_data            bytea,
  type                 text,
  aggregate_identifier text,
  sequence_number      bigint,
  token_type           text,
  token                bytea,
  enqueued_at          text not null,
  last_touched         text,
  processing_started   text,
  cause_type           text,
  cause_message        text,
  diagnostics          bytea,
  constraint dead_letters_in_sequence unique (processing_group, sequence_identifier, sequence_index)
);

-- Small tables whose rows change all the time: room on the page for the next version, and vacuum before they grow.
alter table saga_entry set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000,
                            autovacuum_vacuum_cost_delay = 0);
alter table association_value_entry set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000,
                                         autovacuum_vacuum_cost_delay = 0);

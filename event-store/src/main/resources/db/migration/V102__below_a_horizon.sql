-- Whoever appends publishes, before drawing numbers, the last number drawn so far: a shared advisory lock that is held until the end of the transaction
-- and whose key is a mark of this store in the upper 16 bits and that number in the lower 48. The mark is 0x6d72; nobody else may use it.

-- The last number drawn. Not "select last_value from": nextval() puts the value that it logs ahead into the row for a moment, and a plain read may see it.
-- This function waits for the page's lock.
create function event_head() returns bigint language sql volatile as $$
  select coalesce(pg_sequence_last_value('domain_event_global_index_seq'), 0)
$$;

-- A number below or at which nothing can change any more: no transaction in flight can still write there. Read rows in a later statement than this one,
-- and in READ COMMITTED, so that their snapshot is younger than the answer; an older snapshot would not have what was committed in between.
create function event_horizon() returns bigint language plpgsql volatile as $$
declare
  head  bigint;
  bound bigint;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'event_horizon() is for READ COMMITTED: the snapshot of this transaction is older than its answer'
      using errcode = 'invalid_transaction_state';
  end if;
  if pg_is_in_recovery() then
    raise exception 'event_horizon() is for the primary: a standby does not see its locks' using errcode = 'object_not_in_prerequisite_state';
  end if;
  head := event_head();
  select min(((classid::bigint & 65535) << 32) | objid::bigint) into bound
    from pg_locks
   where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 16 = x'6d72'::bigint
     and database = (select oid from pg_database where datname = current_database());
  return least(head, bound);
end
$$;

-- What an auditor asks for beside the aggregate and the correlation: a kind of event, and a time. Times rise with the numbers, so ranges of pages will do.
create index domain_event_by_type on domain_event (event_type, global_index);
create index domain_event_by_time on domain_event using brin (occurred_at) with (pages_per_range = 32, autosummarize = on);

-- Rows are never updated: what vacuum visits it can freeze at once.
alter table domain_event set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_freeze_min_age = 0);

-- For everybody, the owner too.
create function history_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'History is only ever added to: % of % is refused', lower(tg_op), tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;
create trigger history_is_append_only before update or delete or truncate on domain_event
  for each statement execute function history_is_append_only();

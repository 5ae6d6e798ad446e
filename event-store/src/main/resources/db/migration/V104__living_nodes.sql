-- A node shows that it lives by a shared advisory lock of the session that it listens by: (0x6d72, a hash of its name). The database gives it up when the
-- session ends, so a killed process is known to be gone at once; only a machine that falls silent has to be waited for. Two names with one hash vouch for
-- each other; then a time-out decides, as it would without this.
create function show_node_alive(node text) returns void language sql volatile as $$
  select pg_advisory_lock_shared(x'6d72'::int, hashtext(node))
$$;

create function living_nodes() returns setof int language sql volatile as $$
  select distinct objid::bigint::bit(32)::int
    from pg_locks
   where locktype = 'advisory' and objsubid = 2 and classid = x'6d72'::int::oid and granted
     and database = (select oid from pg_database where datname = current_database())
$$;

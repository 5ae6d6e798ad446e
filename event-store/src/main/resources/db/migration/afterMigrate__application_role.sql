-- The engine's logins are members of mooring_application. It may add to history and read it; in all other tables of ours it may do everything with rows,
-- and nothing with tables. This runs after every migration, so later tables are covered too, and what somebody granted in the meantime is taken back.
do $$
declare
  ours record;
begin
  -- Nodes that start together would change the same rows of the catalogue.
  perform pg_advisory_xact_lock(hashtext('mooring_application'), 0);

  if not exists (select from pg_roles where rolname = 'mooring_application') then
    begin
      create role mooring_application nologin;
    exception
      when duplicate_object or unique_violation then
        null; -- another database of this server was faster
      when insufficient_privilege then
        raise exception 'The role mooring_application is missing, and % may not create roles', current_user
          using errcode = 'insufficient_privilege',
                hint = 'As an administrator run: CREATE ROLE mooring_application NOLOGIN; and for the login of the engine: '
                       'GRANT mooring_application TO the_login;';
    end;
  end if;

  if not pg_has_role((select relowner from pg_class where oid = 'domain_event'::regclass), 'USAGE') then
    raise exception 'Flyway runs as %, which does not own domain_event', current_user
      using errcode = 'insufficient_privilege',
            hint = 'Set spring.flyway.user and spring.flyway.password to the login that owns the tables.';
  end if;

  for ours in
    select format('schema %I', nspname) as object, 'usage' as rights
      from pg_namespace
     where nspname in (current_schema(), 'privacy') and pg_has_role(nspowner, 'USAGE')
    union all
    select format('%s %s', case relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass),
           case when relkind = 'S' then 'usage, select' -- never UPDATE: it would allow setval
                when relname = 'domain_event' then 'select, insert'
                when relname = '${flyway:table}' or relkind in ('v', 'm') then 'select'
                else 'select, insert, update, delete' end
      from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname in (current_schema(), 'privacy') and relkind in ('r', 'p', 'v', 'm', 'S') and pg_has_role(relowner, 'USAGE')
    union all
    select format('routine %s', p.oid::regprocedure), 'execute'
      from pg_proc p join pg_namespace n on n.oid = pronamespace
     where nspname in (current_schema(), 'privacy') and pg_has_role(proowner, 'USAGE')
  loop
    execute format('revoke all on %s from mooring_application', ours.object);
    execute format('grant %s on %s to mooring_application', ours.rights, ours.object);
  end loop;
end
$$;

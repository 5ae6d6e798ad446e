-- Of which listing an activation that is not complete is, for the clocks that differ from one listing to another.
create table bought_listing (
    activation_id text primary key,
    listing       text not null
);

-- What is asked of AWS, apart from the clocks: a service that is away holds up no deadline.
create table scheduled_readings (like scheduled_tasks including all);
alter table scheduled_readings
    set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 200,
         autovacuum_vacuum_cost_delay = 0);

insert into scheduled_readings
select * from scheduled_tasks
 where task_name in ('purchase-reading', 'agreement-reading', 'name-reading', 'reconciliation');

delete from scheduled_tasks
 where task_name in ('purchase-reading', 'agreement-reading', 'name-reading', 'reconciliation');

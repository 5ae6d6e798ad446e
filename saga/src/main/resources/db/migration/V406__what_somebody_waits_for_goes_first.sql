-- Of what is due the more urgent goes first; db-scheduler's own words for it: 50 is medium, 90 high, which a task that comes again has.
alter table scheduled_tasks add column priority smallint not null default 50;
alter table scheduled_readings add column priority smallint not null default 50;

update scheduled_tasks set priority = 90 where task_instance = 'recurring';
update scheduled_readings set priority = 90 where task_instance = 'recurring';

drop index scheduled_tasks_by_execution_time;
drop index scheduled_readings_execution_time_idx;
create index scheduled_tasks_by_turn on scheduled_tasks (priority desc, execution_time);
create index scheduled_readings_by_turn on scheduled_readings (priority desc, execution_time);

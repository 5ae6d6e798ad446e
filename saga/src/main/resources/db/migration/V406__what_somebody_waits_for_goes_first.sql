-- Of the questions that are due the more urgent one is put first; in db-scheduler's words 50 is medium, and 90 is high, as a task that comes again is.
alter table scheduled_readings add column priority smallint not null default 50;

update scheduled_readings set priority = 90 where task_instance = 'recurring';

drop index scheduled_readings_execution_time_idx;
create index scheduled_readings_by_turn on scheduled_readings (priority desc, execution_time);

-- A task is open since it was said first, and what ended between that and its repetition does not close it.
alter table task_view add column repeated_at timestamptz;

update task_view set repeated_at = opened_at;

alter table task_view alter column repeated_at set not null;

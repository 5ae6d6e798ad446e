-- For whoever asks which clocks of one purchase run.
create index scheduled_tasks_by_instance on scheduled_tasks (task_instance);

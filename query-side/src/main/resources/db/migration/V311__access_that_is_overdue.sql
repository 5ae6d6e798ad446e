-- Since when a person is asked because a buyer has no access, and by which task.
alter table activation_view
    add column access_overdue_since timestamptz,
    add column access_task          text;

create index activation_view_of_access_task on activation_view (access_task) where access_task is not null;

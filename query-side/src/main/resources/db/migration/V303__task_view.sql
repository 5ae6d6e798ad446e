-- Open matters for a person. Rebuilt by replay at any time.
create table task_view (
    task_id          text primary key,
    kind             text not null,
    key              text not null,
    aws_agreement_id text,
    subscription_id  text,
    note             text,
    opened_at        timestamptz not null,
    due_at           timestamptz
) with (fillfactor = 90);

create index task_view_by_age on task_view (opened_at, task_id);
create index task_view_by_kind on task_view (kind);

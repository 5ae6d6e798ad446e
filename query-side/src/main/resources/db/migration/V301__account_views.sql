create table billing_account_view (
    billing_account_id text primary key,
    user_name          text        not null,
    user_name_key      text,
    mailbox            text        not null,
    registered_at      timestamptz not null
);

create index billing_account_view_by_user_name on billing_account_view (user_name_key);

create table console_account_view (
    console_account_id text primary key,
    user_name          text        not null,
    user_name_key      text,
    registered_at      timestamptz not null
);

create index console_account_view_by_user_name on console_account_view (user_name_key);

comment on column billing_account_view.user_name_key is 'null once the person has been forgotten';
comment on column console_account_view.user_name_key is 'null once the person has been forgotten';

-- One row per activation, that is per episode of a subscription. Rebuilt by replay at any time.
create table activation_view (
    activation_id       text primary key,
    version             bigint not null,
    subscription_id     text,
    episode             int,
    listing             text,
    product_code        text,
    aws_account_id      text,
    subscription_status text,
    opened_at           timestamptz,
    confirmed_at        timestamptz,
    status              text,
    status_since        timestamptz,
    started_at          timestamptz,
    remind_at           timestamptz,
    reminded_at         timestamptz,
    expires_at          timestamptz,
    completed_at        timestamptz,
    billing_account_id  text
) with (fillfactor = 80);

create index activation_view_of_subscription on activation_view (subscription_id, episode desc);
create index activation_view_to_expire on activation_view (expires_at) where status = 'OPEN';
create index activation_view_to_remind on activation_view (remind_at) where status = 'OPEN' and reminded_at is null;

create table activation_view_requirement (
    activation_id text not null,
    name          text not null,
    position      int  not null,
    satisfied_at  timestamptz,
    primary key (activation_id, name)
);

create table activation_view_binding (
    activation_id text        not null,
    workspace_id  text        not null,
    bound_at      timestamptz not null,
    primary key (activation_id, workspace_id)
);

create table activation_view_workspace (
    workspace_id      text primary key,
    name              text not null,
    site              text not null,
    template_language text not null
);

create table activation_view_payer (
    billing_account_id text primary key,
    user_name          text not null
);

-- The events that are counted in a version; one that comes again is not counted again.
create table activation_view_change (
    activation_id text not null,
    event_id      text not null,
    primary key (activation_id, event_id)
);

create table workspace_view (
    workspace_id       text primary key,
    billing_account_id text        not null,
    console_account_id text        not null,
    name               text        not null,
    site               text        not null,
    template_language  text        not null,
    created_at         timestamptz not null
);

create index workspace_view_of_billing_account on workspace_view (billing_account_id);
create index workspace_view_of_console_account on workspace_view (console_account_id);

-- Who settles the fees of a workspace; no row: nobody does through AWS.
create table workspace_view_settlement (
    workspace_id    text primary key,
    activation_id   text        not null,
    subscription_id text        not null,
    since           timestamptz not null
);

create index workspace_view_settlement_of_activation on workspace_view_settlement (activation_id);

create table workspace_view_activation (
    activation_id text primary key,
    completed_at  timestamptz,
    closed_at     timestamptz
);

create index workspace_view_activation_closed on workspace_view_activation (closed_at) where closed_at is not null;

create table workspace_view_payer (
    subscription_id text primary key,
    aws_account_id  text not null
);

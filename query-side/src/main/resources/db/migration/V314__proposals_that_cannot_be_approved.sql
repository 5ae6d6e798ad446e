-- Approved is what was proposed for an open activation that has no billing account.
alter table proposed_billing_account_view add column closed boolean not null default false;

create table bound_activation_view (
    activation_id text primary key
);

comment on column proposed_billing_account_view.closed is 'the activation is, and may be opened again';
comment on table bound_activation_view is 'has a billing account, so that nothing proposed waits any more';

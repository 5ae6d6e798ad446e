-- Which billing account one person has proposed for an activation, for another to approve.
create table proposed_billing_account_view (
    activation_id      text primary key,
    billing_account_id text        not null,
    proposed_by        text        not null,
    reason             text        not null,
    proposed_at        timestamptz not null,
    expires_at         timestamptz not null
);

-- When AWS told last that an agreement's licence is in force, and that it has ended. Rows from before are filled by a replay of the view.
create table purchase_view_licence (
    aws_agreement_id text primary key,
    licensed_at      timestamptz,
    deprovisioned_at timestamptz,
    followed         boolean not null default false
) with (fillfactor = 80);

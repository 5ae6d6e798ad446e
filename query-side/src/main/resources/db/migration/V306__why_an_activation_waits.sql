-- What AWS says of the purchase behind an activation, as far as it tells why the activation is not complete and who goes on from it.
alter table activation_view
    add column free_trial boolean not null default false,
    add column scheduled  boolean not null default false,
    add column starts_at  timestamptz,
    add column successor  text;

create index activation_view_before on activation_view (successor) where successor is not null;

update activation_view view
   set scheduled = agreement.provision = 'SCHEDULED', starts_at = agreement.starts_at
  from purchase_view_agreement agreement
 where agreement.subscription_id = view.subscription_id and agreement.provision is not null;

alter table purchase_view_agreement
    drop column provision,
    drop column provision_reason;

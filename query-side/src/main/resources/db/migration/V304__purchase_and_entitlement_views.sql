-- Every purchase in its newest episode, by AWS's names. Rebuilt by replay at any time, like the two that follow.
create table purchase_view (
    subscription_id     text primary key,
    listing             text        not null,
    partition           text        not null,
    product_code        text        not null,
    customer_identifier text,
    licence_arn         text,
    status              text        not null,
    status_since        timestamptz not null,
    landed              boolean     not null
) with (fillfactor = 80);

create index purchase_view_not_over on purchase_view (subscription_id) where status not in ('ENDED', 'SUPERSEDED');

-- What is known of the agreement behind a purchase.
create table purchase_view_agreement (
    subscription_id  text primary key,
    aws_agreement_id text not null,
    provision        text,
    provision_reason text,
    starts_at        timestamptz
) with (fillfactor = 80);

create index purchase_view_of_agreement on purchase_view_agreement (aws_agreement_id);

create table entitlement_view (
    subscription_id text        not null,
    dimension       text        not null,
    kind            text        not null,
    amount          text,
    valid_until     timestamptz,
    since           timestamptz not null,
    primary key (subscription_id, dimension)
);

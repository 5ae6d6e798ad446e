-- Mails that follow from events, one per event; neither codes nor texts are in here.
create table mail_outbox (
    event_id        text primary key,
    kind            text        not null,
    activation_id   text        not null,
    subscription_id text,
    verification_id text,
    code_number     int,
    code_expires_at timestamptz,
    recipient       text,
    language        text        not null,
    created_at      timestamptz not null,
    status          text        not null default 'WAITING'
                    check (status in ('WAITING', 'SENT', 'DROPPED', 'FAILED')),
    attempts        int         not null default 0,
    due_at          timestamptz not null,
    lease           uuid,
    settled_at      timestamptz,
    last_error      text
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 200,
        autovacuum_vacuum_cost_delay = 0);

create index mail_outbox_waiting on mail_outbox (due_at) where status = 'WAITING';
create index mail_outbox_recipients on mail_outbox (settled_at) where recipient is not null and status <> 'WAITING';

comment on column mail_outbox.due_at is 'not before; while a sender has it, the end of the sender''s lease';
comment on column mail_outbox.recipient is 'cleared a day after the mail was settled';

-- Whom to write to about an activation.
create table mail_billing_account (
    billing_account_id text primary key,
    mailbox            text not null
);

create table mail_activation (
    activation_id      text primary key,
    billing_account_id text,
    verified_mailbox   text,
    language           text
);

-- A mail whose sender's node is gone need not wait for the end of the lease.
alter table mail_outbox add column lease_holder text;
comment on column mail_outbox.lease_holder is 'the node that has the mail in hand; null where others could not see it';

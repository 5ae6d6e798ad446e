-- Nobody is known to read the mailbox of an account that was bound without a code.
alter table mail_activation add column approved_account text;

comment on column mail_activation.approved_account is 'bound by two people, here or in the activation that this one goes on from';

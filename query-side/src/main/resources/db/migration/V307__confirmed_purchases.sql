-- Whether AWS takes payment for a purchase, or did when its end began: the final hour is only for such. Of what was ending already it is not known any more.
alter table purchase_view add column confirmed boolean not null default false;

update purchase_view set confirmed = true where status in ('CONFIRMED', 'ENDING');

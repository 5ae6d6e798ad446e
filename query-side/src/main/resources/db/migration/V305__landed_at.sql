-- Not only whether a buyer has come but when: who comes after the end has bought once more, and waits.
alter table purchase_view add column landed_at timestamptz;
update purchase_view set landed_at = status_since where landed;
alter table purchase_view drop column landed;

create index purchase_view_awaiting on purchase_view (landed_at)
 where status = 'WAITING_FOR_AWS' or (status = 'ENDED' and landed_at > status_since);

-- For what is counted at every look at the metrics.
create index activation_view_open on activation_view (confirmed_at)
 where coalesce(status, 'OPEN') = 'OPEN' and aws_account_id is null;

-- The buyer's AWS account joins a purchase that is known by customer to its licence. Rows from before are filled by a replay of the view.
alter table purchase_view add column aws_account_id text;
create index purchase_view_by_customer_only on purchase_view (listing) where licence_arn is null;

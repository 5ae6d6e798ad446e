-- Whenever AWS has been asked about an agreement, what waits for a person because of it is looked up.
create index task_view_of_agreement on task_view (aws_agreement_id) where aws_agreement_id is not null;

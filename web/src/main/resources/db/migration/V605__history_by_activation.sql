-- What concerns one activation, whichever aggregate it comes from: what an auditor asks for first.
create index domain_event_by_activation on domain_event ((payload ->> 'activationId'), global_index)
  where payload ->> 'activationId' is not null;

-- no-transaction
create unique index concurrently if not exists scope_holder on access.scope (subject, holder, via, relation)
  where closed_on is null and holder is not null;

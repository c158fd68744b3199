-- no-transaction
-- All the predicate asks of a row of scope, so that it reads the index and not the table.
create index concurrently if not exists scope_seen on access.scope (subject) include (unit, holder, until)
  where closed_on is null;

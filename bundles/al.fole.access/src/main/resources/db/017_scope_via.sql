-- no-transaction
-- What derives from a record: sealing and break-glass take a child with his case.
create index concurrently if not exists scope_via on access.scope (via) where closed_on is null;

-- A feature that exists in tests only. Not watched (journal.watch) on purpose: that a row and its
-- entry come together is asked of the transaction alone. Nothing forbids an operation twice.
create table deeds.deed (
  id uuid primary key,
  version bigint not null
);
create table deeds.operation (
  operation uuid not null,
  deed uuid not null,
  version bigint not null
);

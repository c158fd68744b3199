-- Who may see what, as rows: a subject (person, case, family) is in the scope of a unit while any
-- of its rows there is open. A transfer closes and opens only rows with its own via.

-- Policies of other schemas say "s.subject = id": no column here is called id.
create table access.scope (
  scope_row bigint generated always as identity primary key,
  subject uuid not null,
  via uuid not null,
  unit text not null,
  relation text not null check (relation ~ '^[A-Z][A-Z_]{1,31}$'),
  opened_on date not null,
  closed_on date check (closed_on >= opened_on)
);

-- Serves the predicate (subject, unit) and keeps one open row of each kind.
create unique index scope_open on access.scope (subject, unit, via, relation) where closed_on is null;
-- Serves lists that start from the unit.
create index scope_unit on access.scope (unit, subject) where closed_on is null;

-- A row is opened and closed, nothing else about it changes.
grant select, insert, update (closed_on) on access.scope to fole_app, fole_jobs;

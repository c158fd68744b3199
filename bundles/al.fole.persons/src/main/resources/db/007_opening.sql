-- Identified openings (hapja e identitetit): to a role that sees people under a pseudonym, in one
-- session, one person is shown by name after a reason was given. The reason is a detail of the entry.
create table persons.opening (
  id uuid primary key,
  person uuid not null references persons.person (id),
  session uuid not null,
  opened_at timestamptz not null,
  constraint opening_once unique (session, person)
);

alter table persons.opening enable row level security, force row level security;
create policy opening_own on persons.opening to fole_app
  using (session = nullif(current_setting('fole.session', true), '')::uuid)
  with check (session = nullif(current_setting('fole.session', true), '')::uuid
    and exists (select 1 from persons.person p where p.id = opening.person));
create policy opening_jobs on persons.opening to fole_jobs using (true) with check (true);

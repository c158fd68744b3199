-- Where a protected person lives (I-15). Address, contact and municipality leave his row, whose
-- municipality is 00 then, and stand here, each row sealed under a key of its own: whoever holds the
-- person's key cannot read them. A lifted row stays as it was.
create table persons.protected_address (
  id uuid primary key,
  person uuid not null references persons.person (id),
  municipality bytea not null,
  address bytea,
  contact bytea,
  protected_at timestamptz not null,
  lifted_at timestamptz check (lifted_at >= protected_at)
);
comment on column persons.protected_address.id is 'also the subject whose key seals the row';
create unique index protected_now on persons.protected_address (person) where lifted_at is null;
create index protected_of on persons.protected_address (person);

-- The second wall, of its own as well: the row of whoever the person is entrusted to opens it, or that
-- of a unit within reach to a role that reads such addresses in units. Neither break-glass nor a
-- national role does.
alter table persons.protected_address enable row level security, force row level security;
create policy protected_read on persons.protected_address for select to fole_app
  using (exists (
    select 1 from access.scope s
     where s.subject = protected_address.person and s.closed_on is null
       and (s.until is null or s.until > now()) and s.relation <> 'BREAK_GLASS'
       and (s.holder = any ((select access.holders())::uuid[])
         or s.unit = any ((select access.protected_units())::text[])) offset 0));
-- Whoever reaches the person may put it out of his own sight.
create policy protected_enter on persons.protected_address for insert to fole_app
  with check (exists (select 1 from persons.person p where p.id = protected_address.person));
create policy protected_change on persons.protected_address for update to fole_app
  using (exists (
    select 1 from access.scope s
     where s.subject = protected_address.person and s.closed_on is null
       and (s.until is null or s.until > now()) and s.relation <> 'BREAK_GLASS'
       and (s.holder = any ((select access.holders())::uuid[])
         or s.unit = any ((select access.protected_units())::text[])) offset 0));
create policy protected_jobs on persons.protected_address to fole_jobs using (true) with check (true);

-- Where the adults of a foster family live (I-15): address and contact leave the person's row when
-- the family applies and stand here, each row sealed under a key of its own, as in 006 for whoever
-- somebody has protected. The municipality stays with the person. A lifted row stays as it was.
create table persons.home (
  id uuid primary key,
  person uuid not null references persons.person (id),
  address bytea,
  contact bytea,
  protected_at timestamptz not null,
  lifted_at timestamptz check (lifted_at >= protected_at)
);
comment on column persons.home.id is 'also the subject whose key seals the row';
create unique index home_now on persons.home (person) where lifted_at is null;
create index home_of on persons.home (person);

-- The second wall is that of 006: the row of whoever the person is entrusted to, or of a unit within
-- reach to a role that reads such addresses in units; never break-glass, never a national role, and
-- nobody while the person is sealed.
alter table persons.home enable row level security, force row level security;
create policy home_read on persons.home for select to fole_app
  using (exists (
    select 1 from access.scope s
     where s.subject = home.person and s.closed_on is null
       and (s.until is null or s.until > now()) and s.relation <> 'BREAK_GLASS'
       and (s.holder = any ((select access.holders())::uuid[])
         or s.unit = any ((select access.protected_units())::text[])) offset 0)
    and not exists (select 1 from access.sealed t where t.subject = home.person offset 0));
-- Whoever enters a family puts where it lives out of his own sight.
create policy home_enter on persons.home for insert to fole_app
  with check (exists (select 1 from persons.person p where p.id = home.person));
create policy home_change on persons.home for update to fole_app
  using (exists (
    select 1 from access.scope s
     where s.subject = home.person and s.closed_on is null
       and (s.until is null or s.until > now()) and s.relation <> 'BREAK_GLASS'
       and (s.holder = any ((select access.holders())::uuid[])
         or s.unit = any ((select access.protected_units())::text[])) offset 0)
    and not exists (select 1 from access.sealed t where t.subject = home.person offset 0));
create policy home_jobs on persons.home to fole_jobs using (true) with check (true);

-- An older version beside this one that would write an address back is refused by the row.
alter table persons.person add column home_protected boolean not null default false;
comment on column persons.person.home_protected is 'address and contact stand in persons.home, or in persons.protected_address';
alter table persons.person add constraint person_home
  check (not home_protected or (address is null and contact is null)) not valid;
alter table persons.person validate constraint person_home;

-- Neither does a place somebody had hidden open while the person is sealed.
alter policy protected_read on persons.protected_address
  using (exists (
    select 1 from access.scope s
     where s.subject = protected_address.person and s.closed_on is null
       and (s.until is null or s.until > now()) and s.relation <> 'BREAK_GLASS'
       and (s.holder = any ((select access.holders())::uuid[])
         or s.unit = any ((select access.protected_units())::text[])) offset 0)
    and not exists (select 1 from access.sealed t where t.subject = protected_address.person offset 0));
alter policy protected_change on persons.protected_address
  using (exists (
    select 1 from access.scope s
     where s.subject = protected_address.person and s.closed_on is null
       and (s.until is null or s.until > now()) and s.relation <> 'BREAK_GLASS'
       and (s.holder = any ((select access.holders())::uuid[])
         or s.unit = any ((select access.protected_units())::text[])) offset 0)
    and not exists (select 1 from access.sealed t where t.subject = protected_address.person offset 0));

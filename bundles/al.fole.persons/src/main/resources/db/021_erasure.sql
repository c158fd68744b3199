-- Erasure of a person by the legal act (fshirja e personit). The row stays, with the year of birth and
-- nothing else; who he was is sealed under a key that is gone. One person proposes with the decision's
-- reference, another approves.
alter table persons.person
  add column erased_at timestamptz,
  add column merged_into uuid,
  drop constraint person_check,
  add constraint person_check check (personal_number is not null or temporary_identifier is not null
    or erased_at is not null) not valid;
alter table persons.person validate constraint person_check;
comment on column persons.person.merged_into is
  'the person this one turned out to be; whoever erases that one erases this one too';

-- What a person is erased on (arsyet e fshirjes), and how long after the last change of his records that
-- may be. The days are data: neither decision sets a time of keeping (G-15), so that one stands until
-- an act sets another.
create table persons.erasure_ground (
  code text primary key check (code ~ '^[A-Z][A-Z_]{1,31}$'),
  retention_days integer not null check (retention_days >= 0),
  sq text not null,
  en text not null,
  ground text not null,
  valid_from date not null default date '2026-01-01',
  valid_to date check (valid_to >= valid_from)
);
insert into persons.erasure_ground (code, retention_days, sq, en, ground) values
  ('COURT_DECISION', 0, 'Vendim gjykate i formës së prerë', 'Final decision of a court', 'Ligji 124/2024'),
  ('COMMISSIONER_ORDER', 0, 'Urdhër i Komisionerit për Mbrojtjen e të Dhënave Personale',
   'Order of the Commissioner for data protection', 'Ligji 124/2024'),
  ('UNLAWFUL_PROCESSING', 0, 'Të dhëna të regjistruara pa bazë ligjore', 'Recorded without a legal basis',
   'VKM-2026 n.9/1, Ligji 124/2024'),
  ('RETENTION_ENDED', 36525, 'Ka mbaruar afati i ruajtjes', 'The time of keeping has ended',
   'Ligji 124/2024, G-15: njëqind vjet deri sa një akt të caktojë afat tjetër');

-- What must have ended first: records that speak of the person and whose last event is neither of these
-- types nor in one of these states. A referral that led to a case is as far as the case is.
create table persons.erasure_bar (
  rule text primary key check (rule ~ '^[a-z][a-z-]{1,62}$'),
  record_kind text not null,
  types text[] not null,
  states text[] not null,
  ground text not null
);
insert into persons.erasure_bar (rule, record_kind, types, states, ground) values
  ('person-has-open-case', 'case', '{}', '{CLOSED,CLOSED_NOT_NEEDED}', 'VKM-2026 n.4/3/c'),
  ('person-has-open-referral', 'referral', '{}',
   '{ACCEPTED,NOT_SUBSTANTIATED,DUPLICATE,INITIAL_ASSESSMENT,FULL_ASSESSMENT,IN_PREPARATION,EMERGENCY_PLACED,IN_CARE,AFTERCARE_FOLLOW_UP,CLOSED_NOT_NEEDED,CLOSED}',
   'VKM-2026 n.7/2.1/a'),
  ('person-has-living-placement', 'placement', '{families.placement-ended}', '{}', 'VKM-2026 n.4/3/a'),
  ('person-in-approved-family', 'family', '{}', '{REJECTED,WITHDRAWN}', 'VKM-2026 n.4/3/c');
revoke insert, update on persons.erasure_ground, persons.erasure_bar from fole_app, fole_jobs;

create table persons.erasure (
  id uuid primary key,
  version bigint not null check (version > 0),
  person uuid not null references persons.person (id),
  unit text not null,
  ground text not null references persons.erasure_ground (code),
  decision text not null check (decision ~ '^[0-9]{1,8}([./-][0-9A-Z]{1,8}){0,4}$'),
  decided_on date not null,
  state text not null check (state in ('PROPOSED', 'APPROVED', 'REJECTED')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  closed_by uuid,
  closed_at timestamptz,
  constraint erasure_closed check ((state = 'PROPOSED') = (closed_by is null)
    and (closed_by is null) = (closed_at is null)),
  constraint erasure_by_two check (closed_by <> proposed_by)
);
comment on column persons.erasure.decision is 'number of the decision; names nobody';
create unique index erasure_once on persons.erasure (person) where state <> 'REJECTED';
create index erasure_waiting on persons.erasure (proposed_at) where state = 'PROPOSED';

-- The second wall: the unit's that proposed, and of whoever decides for the whole country.
create function persons.erases_nationally() returns boolean
language plpgsql stable parallel safe as $$
begin
  return exists (
    select 1 from access.policy p
     where p.role = nullif(current_setting('fole.role', true), '') and p.object = 'ERASURE'
       and p.effect = 'PERMIT' and 'NATIONAL' = any (p.relations) and p.valid_to is null);
end
$$;
alter table persons.erasure enable row level security, force row level security;
create policy erasure_unit on persons.erasure to fole_app
  using ((unit = any ((select access.units())::text[]) and (select access.deals_with('ERASURE')))
    or (select persons.erases_nationally()))
  with check ((unit = any ((select access.units())::text[]) and (select access.deals_with('ERASURE')))
    or (select persons.erases_nationally()));
create policy erasure_jobs on persons.erasure to fole_jobs using (true) with check (true);

-- Whoever has destroyed a key reaches, for the rest of that transaction, what is left of its person.
create policy person_erased_read on persons.person for select to fole_app
  using (id = any ((select store.erasing())::uuid[]) or merged_into = any ((select store.erasing())::uuid[]));
create policy person_erased_change on persons.person for update to fole_app
  using (id = any ((select store.erasing())::uuid[]));
create policy protected_erased_read on persons.protected_address for select to fole_app
  using (person = any ((select store.erasing())::uuid[]));
create policy protected_erased_change on persons.protected_address for update to fole_app
  using (person = any ((select store.erasing())::uuid[]));
create policy referral_erased_read on persons.referral for select to fole_app
  using (person = any ((select store.erasing())::uuid[]));
create policy referral_erased_change on persons.referral for update to fole_app
  using (person = any ((select store.erasing())::uuid[]));

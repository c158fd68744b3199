-- What the administering institution keeps of an account besides its rights: who has it, his
-- training, and what he himself has accepted (R-57, R-89, R-95). DISABLED is what the API calls
-- deactivated: older versions know the state by that name.

alter table access.account add column training_number text, add column training_on date,
  add column training_until date, add column undertaking_version text,
  add column undertaking_at timestamptz, add column manual_version text,
  add column manual_at timestamptz;

-- One account a person. Kept is a keyed digest of the personal number: it finds a second account
-- of the same person and nothing else.
create table access.account_person (
  account uuid primary key references access.account (id),
  person bytea not null unique check (octet_length(person) = 16),
  set_at timestamptz not null
);

-- What a user accepts or confirms, as text with its article. The newest that is in force counts.
create table access.briefing (
  kind text not null check (kind in ('UNDERTAKING', 'MANUAL')),
  version text not null check (version ~ '^[A-Za-z0-9.-]{1,20}$'),
  sq text not null,
  en text not null,
  ground text not null,
  valid_from date not null,
  primary key (kind, version)
);

insert into access.briefing (kind, version, sq, en, ground, valid_from) values
  ('UNDERTAKING', '1',
   'Marr përsipër të ruaj konfidencialitetin e të dhënave personale që njoh në këtë regjistër, t''i përdor vetëm për qëllimin e deklaruar dhe brenda detyrës sime, të mos ia jap askujt që nuk ka të drejtë t''i dijë, edhe pasi të kem mbaruar detyrën, dhe të mos ia besoj askujt kredencialet e mia.',
   'I undertake to keep the personal data I come to know in this register confidential, to use them for the declared purpose and within my duty only, to give them to nobody who may not know them, also after my duty has ended, and to entrust my credentials to nobody.',
   'VKM-2026 n.9/4', date '2026-01-01'),
  ('MANUAL', '1',
   'E kam lexuar manualin për hedhjen, përpunimin dhe mirëmbajtjen e të dhënave.',
   'I have read the manual for entering, processing and maintaining the data.',
   'VKM-2026 n.3/4', date '2026-01-01');

grant select on access.briefing to fole_app, fole_jobs;
grant select (account, set_at), insert on access.account_person to fole_app;
grant select, insert on access.account_person to fole_jobs;

alter table access.account_person enable row level security, force row level security;
create policy account_person_read on access.account_person for select to fole_app
  using (account = (select access.actor()) or (select access.administers()));
create policy account_person_create on access.account_person for insert to fole_app
  with check ((select access.administers()));
create policy account_person_jobs on access.account_person to fole_jobs using (true) with check (true);

-- Of his own account one also changes no training certificate.
create or replace function access.guard_own_account() returns trigger
language plpgsql as $$
begin
  if new.id = access.actor()
     and ((new.name, new.role, new.unit, new.purposes, new.training_number, new.training_on, new.training_until)
            is distinct from
          (old.name, old.role, old.unit, old.purposes, old.training_number, old.training_on, old.training_until)
          or (new.state <> old.state and not (old.state = 'INVITED' and new.state = 'ACTIVE'))) then
    raise exception 'nobody changes the rights of his own account' using errcode = '42501';
  end if;
  return new;
end
$$;

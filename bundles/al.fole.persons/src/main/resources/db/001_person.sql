-- People: who they are and how they are found. What names somebody (number, names, street address,
-- contact) is sealed under his own key, field by field; sex, birth date and municipality are plain.
create table persons.person (
  id uuid primary key,
  version bigint not null check (version > 0),
  personal_number bytea,
  temporary_identifier text unique check (temporary_identifier ~ '^T-[0-9A-Z]{8}$'),
  first_name bytea,
  father_name bytea,
  last_name bytea,
  sex text not null check (sex in ('F', 'M', 'U')),
  birth_date date not null check (birth_date >= date '1900-01-01'),
  birth_date_estimated boolean not null,
  municipality text not null check (municipality ~ '^[0-9]{2}$'),
  address bytea,
  contact bytea,
  provider text not null,
  informed_on date not null,
  recorded_at timestamptz not null,
  check (personal_number is not null or temporary_identifier is not null)
);
comment on column persons.person.temporary_identifier is 'kept when a number is linked later';
comment on column persons.person.provider is 'who gave the information (R-14, R-70)';
comment on column persons.person.informed_on is 'business date of the information';
create index person_birth_date on persons.person (birth_date, id);

-- One number, one person, in all municipalities. The number is a blind index.
create table persons.number (
  blind bytea primary key,
  person uuid not null unique references persons.person (id) deferrable initially deferred
);

-- Words a person is found by: blind indexes of the beginnings of his names. Like the numbers they
-- carry no scope and are joined with it.
create table persons.token (
  token bytea not null,
  person uuid not null references persons.person (id) deferrable initially deferred,
  primary key (token, person)
);
create index token_person on persons.token (person);

-- Indexes are no records: they go when a number or name is corrected.
grant delete on persons.number, persons.token to fole_app, fole_jobs;

-- The second wall. Whoever enters a person may do so for another unit (a referral), but never for none.
alter table persons.person enable row level security, force row level security;
create policy person_read on persons.person for select to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = person.id and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy person_enter on persons.person for insert to fole_app
  with check (exists (select 1 from access.scope s where s.subject = person.id and s.closed_on is null));
create policy person_change on persons.person for update to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = person.id and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy person_jobs on persons.person to fole_jobs using (true) with check (true);

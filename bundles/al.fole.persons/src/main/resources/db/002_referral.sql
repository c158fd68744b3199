-- Referrals (referimet) of the parent: one for each of its unified cases.
create table persons.referral (
  id uuid primary key,
  version bigint not null check (version > 0),
  case_number text not null unique,
  person uuid not null references persons.person (id),
  unit text not null,
  content bytea not null check (octet_length(content) = 32),
  state text not null check (state ~ '^[A-Z][A-Z_]{1,31}$'),
  since timestamptz not null,
  provider text not null,
  informed_on date not null,
  recorded_at timestamptz not null
);
comment on column persons.referral.version is 'also the sequence of states the parent is told';
comment on column persons.referral.case_number is 'of the parent; no personal data';
comment on column persons.referral.unit is 'that is to take it up';
comment on column persons.referral.content is 'keyed digest of what was referred';
create index referral_person on persons.referral (person);

alter table persons.referral enable row level security, force row level security;
create policy referral_read on persons.referral for select to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = referral.person and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy referral_receive on persons.referral for insert to fole_app
  with check (exists (select 1 from access.scope s where s.subject = referral.person and s.closed_on is null));
create policy referral_change on persons.referral for update to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = referral.person and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy referral_jobs on persons.referral to fole_jobs using (true) with check (true);

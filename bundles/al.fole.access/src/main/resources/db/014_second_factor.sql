-- The second factor, and what a session knows of how it began.

-- The secret is sealed by the key store for this account; last_step is the step of the last code
-- that was taken: it and earlier ones are never taken again.
create table access.second_factor (
  account uuid primary key references access.account (id),
  secret bytea not null,
  enrolled_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0
);
grant select (account, enrolled_at, confirmed_at, last_step), insert, update on access.second_factor to fole_app;
grant select, insert, update on access.second_factor to fole_jobs;

alter table access.second_factor enable row level security, force row level security;
create policy second_factor_read on access.second_factor for select to fole_app
  using (account = (select access.actor()) or (select access.administers()));
create policy second_factor_create on access.second_factor for insert to fole_app
  with check (account = (select access.actor()));
create policy second_factor_change on access.second_factor for update to fole_app
  using (account = (select access.actor()) or (select access.administers()));
create policy second_factor_jobs on access.second_factor to fole_jobs using (true) with check (true);

alter table access.session add column assurance text,
  add column second_factor boolean not null default false;

-- From which network addresses (keyed digests) an account has signed in: strangers elsewhere do
-- not slow its owner down there.
create table access.known_source (
  account uuid not null references access.account (id),
  source bytea not null check (octet_length(source) = 32),
  seen_on date not null,
  primary key (account, source)
);
grant select, insert, update on access.known_source to fole_app, fole_jobs;
alter table access.known_source enable row level security, force row level security;
create policy known_source_own on access.known_source to fole_app
  using (account = (select access.actor())) with check (account = (select access.actor()));
create policy known_source_jobs on access.known_source to fole_jobs using (true) with check (true);

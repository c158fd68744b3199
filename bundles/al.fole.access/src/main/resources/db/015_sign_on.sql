-- Who an account is to somebody else who identifies people (al.fole.spi.signon). The subject may be
-- a person's number there: kept is its keyed digest.
create table access.external_identity (
  id uuid primary key,
  gate text not null check (gate ~ '^[a-z][a-z0-9-]{1,31}$'),
  subject bytea not null check (octet_length(subject) = 32),
  account uuid not null references access.account (id),
  set_by uuid not null,
  set_at timestamptz not null,
  ended_at timestamptz
);
create unique index external_identity_subject on access.external_identity (gate, subject) where ended_at is null;
create index external_identity_account on access.external_identity (account);

-- A credential of a gate opens one session.
create table access.used_credential (
  digest bytea primary key check (octet_length(digest) = 32),
  session uuid not null,
  used_at timestamptz not null
);

grant select (id, gate, account, set_by, set_at, ended_at), insert, update (ended_at) on access.external_identity to fole_app;
grant select, insert on access.external_identity to fole_jobs;
grant insert on access.used_credential to fole_app, fole_jobs;

alter table access.external_identity enable row level security, force row level security;
create policy external_identity_read on access.external_identity for select to fole_app
  using (account = (select access.actor()) or (select access.administers()));
create policy external_identity_create on access.external_identity for insert to fole_app
  with check ((select access.administers()) and account <> (select access.actor()));
create policy external_identity_change on access.external_identity for update to fole_app
  using ((select access.administers()) and account <> (select access.actor()));
create policy external_identity_jobs on access.external_identity to fole_jobs using (true) with check (true);

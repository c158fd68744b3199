-- Accounts of individuals (R-89), their passwords and their sessions.

create table access.account (
  id uuid primary key,
  version bigint not null check (version >= 1),
  name text not null unique check (name ~ '^[a-z0-9][a-z0-9._-]{2,63}$'),
  role text not null references access.role (code),
  unit text not null references access.unit (code),
  state text not null check (state in ('INVITED', 'ACTIVE', 'LIMITED', 'SUSPENDED', 'DISABLED')),
  purposes text[],
  created_at timestamptz not null,
  created_by uuid not null
);

-- A first password opens one session, before it expires, and that session can only replace it.
create table access.credential (
  account uuid primary key references access.account (id),
  hash text not null,
  first boolean not null,
  expires_at timestamptz,
  used_at timestamptz,
  set_at timestamptz not null,
  check (first = (expires_at is not null))
);

-- The token itself is nowhere; digest is its keyed digest.
create table access.session (
  id uuid primary key,
  digest bytea not null check (octet_length(digest) = 32),
  who uuid not null,
  origin text not null check (origin in ('ACCOUNT', 'PARENT')),
  role text not null references access.role (code),
  unit text not null references access.unit (code),
  purpose text not null references access.purpose (code),
  restricted boolean not null,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_because text check (ended_because ~ '^[A-Z][A-Z_]{1,31}$'),
  check ((ended_at is null) = (ended_because is null))
);
create unique index session_open on access.session (digest) where ended_at is null;
create index session_who on access.session (who) where ended_at is null;
create index session_idle on access.session (last_seen_at) where ended_at is null;

grant select, insert, update on access.account, access.session to fole_app, fole_jobs;
grant select, insert, update on access.credential to fole_jobs;
-- Requests never read a hash: sign-in does, as a named job.
grant select (account, first, expires_at, used_at, set_at), insert, update on access.credential to fole_app;

-- What the commit itself needs: the mode of the database, the one clock, the hosts that write,
-- the keys and handles of subjects, the claims of repeated requests and the cursors of followers.

-- One row: what the database was born for. Written by the owner, read by everybody.
create table store.mode (
  one boolean primary key default true check (one),
  mode text not null check (mode in ('DEMONSTRATION', 'TRAINING', 'PRODUCTION')),
  born_at timestamptz not null default now()
);

-- The business clock is real time plus this shift; it only ever grows.
create table store.clock (
  one boolean primary key default true check (one),
  shift_seconds bigint not null default 0 check (shift_seconds >= 0),
  moved_at timestamptz not null default now()
);
insert into store.clock default values;

-- Moves the business clock forward. The only way to do it, and never in production.
create function store.forward_clock(seconds bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  result bigint;
begin
  if seconds < 1 then
    raise exception 'the business clock moves forward only' using errcode = 'FO001';
  end if;
  update store.clock set shift_seconds = shift_seconds + seconds, moved_at = now()
    where exists (select 1 from store.mode where mode in ('DEMONSTRATION', 'TRAINING'))
    returning shift_seconds into result;
  if result is null then
    raise exception 'the business clock of this database stands' using errcode = 'FO002';
  end if;
  return result;
end
$$;
revoke execute on function store.forward_clock(bigint) from public;
grant execute on function store.forward_clock(bigint) to fole_app, fole_jobs;

-- A node number belongs to the host that holds its lease. All numbers up to "settled" of the
-- current epoch are known to be committed or declared void.
create table store.node (
  node integer primary key check (node between 1 and 65535),
  host text not null,
  epoch bigint not null check (epoch >= 1),
  settled bigint not null default 0,
  holder uuid,
  until timestamptz not null
);

-- id: a person or a record. handle: what the trail calls it. wrapped: its key, null once erased.
create table store.subject_key (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z][a-z-]{1,30}$'),
  handle uuid not null unique,
  wrapped bytea check (octet_length(wrapped) between 1 and 128),
  made_at timestamptz not null default now(),
  erased_at timestamptz,
  check ((wrapped is null) = (erased_at is not null))
);

-- A request that carried an Idempotency-Key: digests only, and the receipt it got.
create table store.claim (
  claim bytea primary key check (octet_length(claim) = 32),
  body bytea not null check (octet_length(body) = 32),
  record uuid,
  version bigint,
  made_at timestamptz not null default now()
);
create index claim_made_at on store.claim (made_at);

-- How far each follower, and each reaction that catches up, has come in the log.
create table store.cursor (
  name text primary key check (length(name) between 1 and 80),
  position bigint not null default -1,
  holder uuid,
  until timestamptz not null default now()
);

grant usage on schema store to fole_app, fole_jobs;
grant select on store.mode, store.clock, store.migration to fole_app, fole_jobs;
grant select, insert, update on store.node, store.subject_key, store.claim, store.cursor
  to fole_app, fole_jobs;
grant delete on store.claim to fole_jobs;

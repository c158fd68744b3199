-- Journal, case history, audit trail and outbox in one (ENTRY-FORMAT-1). Append-only for every role
-- that serves requests. No foreign keys inside: all rows of a transaction are written by one
-- statement and each is bound to its entry by a commitment.
create schema journal;

create table journal.entry (
  id uuid primary key,
  xid xid8 not null default pg_current_xact_id(),
  recorded_at timestamptz not null,
  node integer not null,
  epoch bigint not null,
  seq bigint not null check (seq >= 1),
  position integer not null check (position >= 0),
  leaf bytea not null check (octet_length(leaf) <= 1024),
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  seal bytea not null check (octet_length(seal) = 32),
  unique (node, epoch, seq, position)
);
create index entry_xid on journal.entry (xid);

create table journal.event (
  entry uuid primary key,
  type text not null check (octet_length(type) <= 64),
  version integer not null check (version >= 1),
  record_kind text,
  record uuid,
  record_version bigint check (record_version >= 1),
  municipality text check (municipality ~ '^[0-9]{2}$'),
  at timestamptz not null,
  facts jsonb not null,
  reactions text[] not null,
  salt bytea not null check (octet_length(salt) = 32)
);
-- The history of a record; no version of a record is written twice.
create unique index event_record on journal.event (record, record_version)
  where record_version is not null;

create table journal.event_subject (
  entry uuid not null,
  subject uuid not null,
  position integer not null check (position >= 0),
  primary key (entry, position)
);
create index event_subject_subject on journal.event_subject (subject, entry);

create table journal.detail (
  entry uuid not null,
  part integer not null check (part >= 0),
  subject uuid not null,
  sealed bytea not null,
  primary key (entry, part)
);
create index detail_subject on journal.detail (subject);

-- Dense log positions, given after the commit by the sealer.
create table journal.sequence (
  log_index bigint primary key check (log_index >= 0),
  entry uuid not null unique
);

grant usage on schema journal to fole_app, fole_jobs, fole_sealer;
grant select, insert on journal.entry, journal.event, journal.event_subject, journal.detail
  to fole_app, fole_jobs;
grant select on journal.sequence to fole_app, fole_jobs;
grant select on journal.entry, journal.event, journal.event_subject, journal.detail to fole_sealer;
grant select, insert on journal.sequence to fole_sealer;

-- The part of the journal the sealer works on, as al.fole.store makes it.
create schema journal;
create table journal.entry (
  id uuid primary key,
  xid xid8 not null default pg_current_xact_id(),
  recorded_at timestamptz not null,
  node integer not null,
  epoch bigint not null,
  seq bigint not null,
  position integer not null,
  leaf bytea not null,
  leaf_hash bytea not null,
  seal bytea not null,
  unique (node, epoch, seq, position)
);
create index entry_xid on journal.entry (xid);
create table journal.sequence (
  log_index bigint primary key check (log_index >= 0),
  entry uuid not null unique
);
grant usage on schema journal to fole_app, fole_sealer;
grant select, insert on journal.entry to fole_app;
grant select on journal.entry to fole_sealer;
grant select, insert on journal.sequence to fole_sealer;

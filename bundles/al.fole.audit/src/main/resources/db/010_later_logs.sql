-- Logs that follow a frozen one, and the keys that signed (decision 0025). The first log stays in
-- audit.log, audit.tile and audit.checkpoint as it is: a host of an earlier release that knows no
-- other finds its row held for ever and gives no places.
create table audit.later_log (
  log integer primary key check (log >= 2),
  origin text not null unique,
  public_key bytea check (octet_length(public_key) = 32),
  size bigint not null check (size >= 1),
  root bytea not null check (octet_length(root) = 32),
  watermark xid8 not null,
  holder uuid,
  held_until timestamptz,
  -- Places in journal.sequence: where the log begins, and where its own first entry stands. What
  -- lies between was placed for the former log and never signed there.
  first bigint not null check (first >= 0),
  opening bigint not null check (opening >= first),
  former_note text not null,
  opened_at timestamptz not null default clock_timestamp()
);

create table audit.later_tile (
  log integer not null,
  level smallint not null check (level between 0 and 7),
  place bigint not null check (place >= 0),
  hashes bytea not null check (octet_length(hashes) between 32 and 8192
    and octet_length(hashes) % 32 = 0),
  primary key (log, level, place)
);

create table audit.later_checkpoint (
  log integer not null,
  size bigint not null check (size >= 1),
  note text not null,
  signed_at timestamptz not null default clock_timestamp(),
  primary key (log, size)
);

-- Each key of a log and the first size it may sign.
create table audit.signing_key (
  log integer not null,
  since bigint not null check (since >= 0),
  public_key bytea not null check (octet_length(public_key) = 32),
  primary key (log, since)
);

revoke insert, update on audit.later_log, audit.later_tile, audit.later_checkpoint,
  audit.signing_key from fole_app, fole_jobs;
grant select on audit.later_log, audit.later_tile, audit.later_checkpoint, audit.signing_key
  to fole_app, fole_jobs, fole_sealer;
grant insert, update on audit.later_log, audit.later_tile to fole_sealer;
grant insert on audit.later_checkpoint, audit.signing_key to fole_sealer;

-- The log over the journal: its state, the tiles of its tree and the checkpoints signed so far.
-- Only the sealer writes here; everybody who serves requests may read.

-- One row. The sealer who holds its lock gives places; "watermark" is the oldest transaction that
-- may still have entries without a place. Holder and held_until say who tries: the lock, not the
-- lease, is what makes it safe.
create table audit.log (
  one boolean primary key default true check (one),
  origin text not null,
  public_key bytea check (octet_length(public_key) = 32),
  size bigint not null check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  watermark xid8 not null,
  holder uuid,
  held_until timestamptz
);
insert into audit.log (origin, size, root, watermark)
  values ('fole.al/' || gen_random_uuid(), 0, sha256(''), '3');

-- Up to 256 hashes each; a tile only ever grows.
create table audit.tile (
  level smallint not null check (level between 0 and 7),
  place bigint not null check (place >= 0),
  hashes bytea not null check (octet_length(hashes) between 32 and 8192
    and octet_length(hashes) % 32 = 0),
  primary key (level, place)
);

create table audit.checkpoint (
  size bigint primary key check (size >= 1),
  note text not null,
  signed_at timestamptz not null default clock_timestamp()
);

revoke insert, update on audit.log, audit.tile, audit.checkpoint from fole_app, fole_jobs;
grant usage on schema audit to fole_app, fole_jobs, fole_sealer;
grant select on audit.log, audit.tile, audit.checkpoint to fole_app, fole_jobs, fole_sealer;
grant update on audit.log to fole_sealer;
grant insert, update on audit.tile to fole_sealer;
grant insert on audit.checkpoint to fole_sealer;

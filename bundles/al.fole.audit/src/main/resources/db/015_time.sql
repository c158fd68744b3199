-- The log for common tools: now and then a checkpoint gets a signature with a certificate (CMS) and
-- a time-stamp of an authority outside (RFC 3161). Every host writes them from here beside its tiles.

create table audit.evidence (
  origin text not null,
  size bigint not null check (size >= 1),
  checkpoint text not null,
  signature bytea not null check (octet_length(signature) between 1 and 65536),
  signed_at timestamptz not null default clock_timestamp(),
  token bytea check (octet_length(token) between 1 and 65536),
  stamped_at timestamptz,
  primary key (origin, size),
  check ((token is null) = (stamped_at is null))
);

-- One row: which host does it, and when the authority is asked again after it failed.
create table audit.evidence_job (
  one boolean primary key default true check (one),
  holder uuid,
  held_until timestamptz,
  failures integer not null default 0 check (failures >= 0),
  retry_at timestamptz
);
insert into audit.evidence_job default values;

revoke insert, update on audit.evidence, audit.evidence_job from fole_app, fole_jobs;
grant select on audit.evidence, audit.evidence_job to fole_app, fole_jobs, fole_sealer;
grant insert on audit.evidence to fole_sealer;
grant update (token, stamped_at) on audit.evidence to fole_sealer;
grant update on audit.evidence_job to fole_sealer;

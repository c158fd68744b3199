-- Of each entry what a control body counts: who, when, what kind of act, how many persons it showed,
-- how many refusals it stands for. Made from the entries' bytes in the order of the log, behind the
-- hot path; it can be made anew at any time. Handles only: no name, no record.
create table audit.trace (
  log_index bigint primary key check (log_index >= 0),
  entry uuid not null,
  at timestamptz not null,
  actor uuid not null,
  role text not null,
  unit text not null,
  act text not null check (act in ('SEEN', 'CHANGED', 'EMERGENCY', 'REFUSED')),
  persons integer not null check (persons >= 0),
  times integer not null check (times >= 1)
);
create index trace_actor on audit.trace (actor, at);
create index trace_at on audit.trace (at);

create table audit.trace_state (
  one boolean primary key default true check (one),
  next_index bigint not null default 0 check (next_index >= 0)
);
insert into audit.trace_state default values;

revoke insert, update on audit.trace, audit.trace_state from fole_app, fole_jobs;
grant select on audit.trace, audit.trace_state to fole_app, fole_jobs, fole_sealer;
grant insert on audit.trace to fole_sealer;
grant update on audit.trace_state to fole_sealer;

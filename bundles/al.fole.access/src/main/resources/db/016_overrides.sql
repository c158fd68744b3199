-- What goes past the matrix and how it is held to account. A sealed record (adoption, order of a
-- court) is there for nobody until one person proposes and another approves that named accounts read
-- it for a time. Break-glass opens a record that is out of reach for an hour, at once, and somebody
-- else judges it within 72 hours; never one that is sealed.

create table access.seal (
  id uuid primary key,
  subject uuid not null,
  cause text not null check (cause in ('ADOPTION', 'COURT_ORDER')),
  unit text not null references access.unit (code),
  sealed_by uuid not null,
  sealed_at timestamptz not null
);
create index seal_subject on access.seal (subject);

create table access.unsealing (
  id uuid primary key,
  version bigint not null check (version > 0),
  seal uuid not null references access.seal (id),
  unit text not null references access.unit (code),
  reason bytea not null,
  grantees uuid[] not null check (cardinality(grantees) between 1 and 5),
  minutes integer not null check (minutes between 1 and 10080),
  state text not null check (state in ('PROPOSED', 'APPROVED', 'REJECTED')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  constraint unsealing_decided check ((state = 'PROPOSED') = (decided_by is null)
    and (decided_by is null) = (decided_at is null)),
  constraint unsealing_by_two check (decided_by <> proposed_by)
);
comment on column access.unsealing.reason is 'sealed under the key of the unsealing';

create table access.break_glass (
  id uuid primary key,
  version bigint not null check (version > 0),
  subject uuid not null,
  actor uuid not null,
  role text not null,
  unit text not null references access.unit (code),
  reason bytea not null,
  opened_at timestamptz not null,
  until timestamptz not null check (until > opened_at),
  due_at timestamptz not null,
  outcome text check (outcome in ('JUSTIFIED', 'UNJUSTIFIED')),
  reviewed_by uuid,
  reviewed_at timestamptz,
  remark bytea,
  constraint break_glass_reviewed check (num_nonnulls(outcome, reviewed_by, reviewed_at) in (0, 3)),
  constraint break_glass_by_another check (reviewed_by <> actor)
);
comment on column access.break_glass.reason is 'like the remark, sealed under the key of the row';
create index break_glass_open on access.break_glass (due_at) where reviewed_at is null;

-- Who is to know: a role, in one unit or wherever it is held.
create table access.notice (
  id uuid primary key,
  version bigint not null check (version > 0),
  kind text not null check (kind in ('BREAK_GLASS')),
  about uuid not null references access.break_glass (id),
  role text not null references access.role (code),
  unit text references access.unit (code),
  raised_at timestamptz not null,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  constraint notice_acknowledged check ((acknowledged_by is null) = (acknowledged_at is null)),
  constraint notice_once unique nulls not distinct (about, role, unit)
);
create index notice_open on access.notice (role, raised_at) where acknowledged_at is null;

grant select, insert on access.seal to fole_app, fole_jobs;
grant select, insert, update (version, state, decided_by, decided_at) on access.unsealing
  to fole_app, fole_jobs;
grant select, insert, update (version, outcome, reviewed_by, reviewed_at, remark) on access.break_glass
  to fole_app, fole_jobs;
grant select, insert, update (version, acknowledged_by, acknowledged_at) on access.notice
  to fole_app, fole_jobs;

-- The second wall. A seal and its unsealings are the unit's that sealed; break-glass is whoever's
-- did it, and theirs who were told.
alter table access.seal enable row level security, force row level security;
alter table access.unsealing enable row level security, force row level security;
alter table access.break_glass enable row level security, force row level security;
alter table access.notice enable row level security, force row level security;

create function access.deals_with(object text) returns boolean
language plpgsql stable parallel safe as $$
begin
  return exists (
    select 1 from access.policy p
     where p.role = nullif(current_setting('fole.role', true), '')
       and p.object = $1 and p.effect = 'PERMIT' and p.valid_to is null);
end
$$;

create policy seal_unit on access.seal to fole_app
  using (unit = any ((select access.units())::text[]) and (select access.deals_with('SEAL')));
create policy seal_jobs on access.seal to fole_jobs using (true) with check (true);
create policy unsealing_unit on access.unsealing to fole_app
  using (unit = any ((select access.units())::text[]) and (select access.deals_with('SEAL')));
create policy unsealing_jobs on access.unsealing to fole_jobs using (true) with check (true);

create policy notice_read on access.notice for select to fole_app
  using (role = nullif(current_setting('fole.role', true), '')
    and (unit is null or unit = nullif(current_setting('fole.unit', true), '')));
create policy notice_change on access.notice for update to fole_app
  using (role = nullif(current_setting('fole.role', true), '')
    and (unit is null or unit = nullif(current_setting('fole.unit', true), '')));
create policy notice_jobs on access.notice to fole_jobs using (true) with check (true);

create policy break_glass_read on access.break_glass for select to fole_app
  using (actor = (select access.actor()) or exists (
    select 1 from access.notice n where n.about = break_glass.id));
create policy break_glass_enter on access.break_glass for insert to fole_app
  with check (actor = (select access.actor()));
create policy break_glass_change on access.break_glass for update to fole_app
  using (actor <> (select access.actor()) and exists (
    select 1 from access.notice n where n.about = break_glass.id));
create policy break_glass_jobs on access.break_glass to fole_jobs using (true) with check (true);
-- Whoever breaks the glass tells others of it. A function, for the one policy asks the other.
create function access.broke(access_id uuid) returns boolean
language plpgsql stable parallel safe as $$
begin
  return exists (
    select 1 from access.break_glass b where b.id = access_id and b.actor = access.actor());
end
$$;
create policy notice_raise on access.notice for insert to fole_app
  with check (access.broke(about));

-- The units whose rows open a protected address to whoever asks; none when his role reads such
-- addresses by being entrusted with somebody only, or not at all.
create function access.protected_units() returns text[]
language plpgsql stable parallel safe as $$
begin
  if exists (
      select 1 from access.policy p
       where p.role = nullif(current_setting('fole.role', true), '')
         and p.effect = 'PERMIT' and 'PROTECTED_ADDRESS' = any (p.groups)
         and p.relations && '{OWN_UNIT,MUNICIPALITY,INSTITUTION}' and p.valid_to is null) then
    return access.units();
  end if;
  return '{}';
end
$$;

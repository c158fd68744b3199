-- The approved manual, and changes of the access matrix within it (VKM-136 p.11, VKM-2026 n.9/3,
-- n.12/2): one person of the administering institution proposes, another approves.

-- A version of the manual of use (manuali i përdorimit). The ministry's approval is what counts for
-- this register; the administrator's is recorded beside it. Without the first nothing changes.
create table access.manual (
  id uuid primary key,
  version bigint not null check (version >= 1),
  number text not null unique check (number ~ '^[0-9]{1,3}([.][0-9]{1,3}){0,2}$'),
  digest text check (digest ~ '^[0-9a-f]{64}$'),
  valid_from date not null,
  recorded_by uuid,
  administrator_by uuid,
  administrator_on date,
  ministry_by uuid,
  ministry_on date,
  check ((administrator_by is null) = (administrator_on is null)),
  check ((ministry_by is null) = (ministry_on is null)),
  check (administrator_by <> ministry_by)
);
grant select, insert on access.manual to fole_app;
grant update (version, administrator_by, administrator_on, ministry_by, ministry_on)
  on access.manual to fole_app;
grant select on access.manual to fole_jobs;

-- The rows of the release: the decisions themselves, until a manual was approved.
insert into access.manual (id, version, number, valid_from)
  values ('0b5d1c9e-64f2-8e13-9a70-5f1d7c2b8a04', 1, '1', date '2026-01-01');

-- How far a role may go by any change: separation of duties, as data. Where "data" is false the role
-- sees no field of a person; "writes" names the objects it may change, null for any.
create table access.role_limit (
  role text primary key references access.role (code),
  relations text[] not null,
  data boolean not null,
  writes text[],
  ground text not null
);
grant select on access.role_limit to fole_app, fole_jobs;

insert into access.role_limit (role, relations, data, writes, ground) values
  ('PMF', '{OWN_CASE,OWN_UNIT,MUNICIPALITY,FORMER_UNIT,NONE}', true, null, 'VKM-2026 n.8/2/a, n.6/3/a'),
  ('NJMF_HEAD', '{OWN_CASE,OWN_UNIT,MUNICIPALITY,FORMER_UNIT,NONE}', true, null, 'VKM-2026 n.8/2/a, n.6/3/a'),
  ('NVNR_SW', '{OWN_CASE,OWN_UNIT,MUNICIPALITY,FORMER_UNIT,NONE}', true, null, 'VKM-136 p.10/a'),
  ('BASHKI_SOC_DIR', '{OWN_CASE,OWN_UNIT,MUNICIPALITY,FORMER_UNIT,NONE}', true, null, 'VKM-2026 n.6/1/d'),
  ('QARK_SW', '{OWN_CASE,QARK,FORMER_UNIT,NONE}', true, null, 'VKM-136 p.10/b'),
  ('SHSSH_REG', '{OWN_CASE,QARK,FORMER_UNIT,NONE}', true, null, 'VKM-2026 n.8/2/b'),
  ('SHSSH_HQ', '{OWN_CASE,NATIONAL,NONE}', true, null, 'VKM-2026 n.8/2/c'),
  ('SHSSH_ADMIN', '{NONE}', false, '{ACCOUNT,MATRIX,RELEASE}', 'VKM-2026 n.3/4, n.9/3'),
  ('SHSSH_CONTROL', '{OWN_CASE,MANDATE,NONE}', true, '{CONTROL_FILE}', 'VKM-2026 n.11'),
  ('PROVIDER_HEAD', '{OWN_CASE,INSTITUTION,NONE}', true, null, 'VKM-2026 n.8/2/ç'),
  ('PROVIDER_CM', '{OWN_CASE,NONE}', true, null, 'VKM-136 p.10/dh'),
  ('INSPECTOR', '{OWN_CASE,MANDATE,NATIONAL,NONE}', true, '{INSPECTION}', 'VKM-2026 n.8/2/d(1)'),
  ('ASHDMF_MON', '{OWN_CASE,MONITORED,NATIONAL,NONE}', true, '{MONITORING_NOTE}', 'VKM-2026 n.8/2/d(2)'),
  ('MIN_POLICY', '{OWN_CASE,NATIONAL,NONE}', true, '{MATRIX}', 'VKM-2026 n.8/2/dh'),
  ('STAT_EXT', '{NONE}', false, '{}', 'VKM-136 p.13'),
  ('DPO', '{NATIONAL,NONE}', true, '{BREACH_FILE,DISCLOSURES}', 'VKM-2026 n.11/4/c'),
  ('AKSHI_OPS', '{NONE}', false, '{}', 'VKM-2026 n.2/4'),
  ('CITIZEN', '{OWN_CASE,NONE}', true, '{APPLICATION}', 'VKM-2026 n.6/2/a');

-- A change: a row to come, or the end of one.
create table access.matrix_change (
  id uuid primary key,
  version bigint not null check (version >= 1),
  kind text not null check (kind in ('ADD', 'END')),
  manual text not null references access.manual (number),
  policy uuid not null,
  role text not null,
  act text not null,
  object text not null,
  relations text[] not null,
  states text[] not null,
  groups text[] not null,
  purposes text[] not null,
  effect text not null check (effect in ('PERMIT', 'FORBID')),
  ground text not null check (length(ground) between 1 and 100),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  state text not null check (state in ('PROPOSED', 'APPROVED', 'REJECTED')),
  proposed_by uuid not null,
  proposed_role text not null,
  proposed_on date not null,
  decided_by uuid,
  decided_on date,
  check ((state = 'PROPOSED') = (decided_by is null)),
  check ((decided_by is null) = (decided_on is null)),
  check (state <> 'APPROVED' or decided_by <> proposed_by)
);
grant select, insert on access.matrix_change to fole_app;
grant update (version, state, decided_by, decided_on) on access.matrix_change to fole_app;

-- When a row was ended; its last day stays beside it, for what was decided on that day.
alter table access.policy add column ended_at timestamptz;

-- The second wall of a change: who proposes is who acts, who approves is somebody else who acts, the
-- ministry has approved the manual, and the role's limit holds. Only here is a row written.
create function access.guard_matrix_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, access as $$
declare
  actor uuid := nullif(current_setting('fole.actor', true), '')::uuid;
  lim access.role_limit;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'PROPOSED' or new.proposed_by is distinct from actor then
      raise exception 'matrix-change: proposed by whoever acts' using errcode = '42501';
    end if;
    return new;
  end if;
  if old.state <> 'PROPOSED' or new.state = 'PROPOSED' or new.decided_by is distinct from actor then
    raise exception 'matrix-change: decided once, by whoever acts' using errcode = '42501';
  end if;
  if new.state = 'REJECTED' then
    return new;
  end if;
  if old.proposed_by = actor then
    raise exception 'matrix-change: nobody approves what he proposed' using errcode = '42501';
  end if;
  if not exists (select 1 from manual m where m.number = old.manual and m.ministry_on is not null
      and m.valid_from <= new.decided_on) then
    raise exception 'matrix-change: the manual is not approved' using errcode = '42501';
  end if;
  if old.kind = 'END' then
    update policy set valid_to = greatest(valid_from, new.decided_on - 1), ended_at = clock_timestamp()
     where id = old.policy and ended_at is null;
  else
    select * into lim from role_limit where role = old.role;
    if old.effect = 'PERMIT' and (lim.role is null or not (old.relations <@ lim.relations)
        or (not lim.data and old.groups <> '{RECORD}')
        or (not old.object = any (lim.writes) and (select writes from act where code = old.act))) then
      raise exception 'matrix-change: beyond the limit of the role' using errcode = '42501';
    end if;
    insert into policy (id, ground, role, act, object, relations, states, groups, purposes, effect,
        manual, valid_from, valid_to)
      values (old.policy, old.ground, old.role, old.act, old.object, old.relations, old.states,
        old.groups, old.purposes, old.effect, old.manual, old.valid_from, old.valid_to);
  end if;
  return new;
end
$$;
revoke execute on function access.guard_matrix_change() from public;
create trigger guard_matrix_change before insert or update on access.matrix_change
  for each row execute function access.guard_matrix_change();

-- Who proposes and approves; reading the matrix is everybody's who signs in.
select access.declare_permission(p.code, p.act, 'MATRIX')
from (values ('access.matrix', 'READ'), ('access.matrix-change', 'ADMINISTER'),
  ('access.matrix-approve', 'APPROVE')) as p (code, act);
select access.declare_policy('SHSSH_ADMIN', 'APPROVE', 'MATRIX', '{NONE}', '{RECORD}', 'VKM-2026 n.9/3, VKM-136 p.11');

-- Who asks for a person who looked at his file, and who holds something back from the answer.
select access.declare_permission(p.code, p.act, 'DISCLOSURES')
from (values ('audit.enquire', 'CREATE'), ('audit.hold', 'MODIFY')) as p (code, act);
select access.declare_policy(r.role, 'CREATE', 'DISCLOSURES', r.relations::text[], '{RECORD,IDENTITY}', r.ground)
from (values ('NJMF_HEAD', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', 'VKM-2026 n.9/5, Ligji 124/2024'),
  ('DPO', '{NATIONAL}', 'Ligji 124/2024')) as r (role, relations, ground);
select access.declare_policy('DPO', 'MODIFY', 'DISCLOSURES', '{NATIONAL}', '{RECORD}', 'Ligji 124/2024, VKM-2026 n.11/4/c');

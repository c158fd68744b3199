-- What people's records are to the access matrix, who may do what with them, and the second wall with
-- holders, times and seals. Grants of 003 stay for an older version beside this one.

select access.declare_object(o.code, 'persons', o.sq, o.en)
from (values ('PERSON', 'Personi', 'Person'),
  ('PERSON_MATCH', 'Njësia ku një person është regjistruar', 'Unit where a person is registered'),
  ('HISTORY', 'Historiku', 'History')) as o (code, sq, en);

select access.declare_permission(p.code, p.act, p.object)
from (values ('persons.register', 'CREATE', 'PERSON'), ('persons.correct', 'MODIFY', 'PERSON'),
  ('persons.view', 'READ', 'PERSON'), ('persons.search', 'LIST', 'PERSON'),
  ('persons.match', 'READ', 'PERSON_MATCH'), ('persons.history', 'READ', 'HISTORY')) as p (code, act, object);

-- The local level enters and keeps them (VKM-2026 n.2/3).
select access.declare_policy(r.role, a.act, 'PERSON', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', '{RECORD,IDENTITY}', r.ground)
from (values ('PMF', 'VKM-2026 n.8/2/a'), ('NJMF_HEAD', 'VKM-2026 n.8/2/a'), ('NVNR_SW', 'VKM-136 p.10/a'),
    ('BASHKI_SOC_DIR', 'VKM-2026 n.6/1/d')) as r (role, ground),
  (values ('READ'), ('LIST')) as a (act);
select access.declare_policy(r.role, 'CREATE', 'PERSON', '{OWN_UNIT}', '{RECORD,IDENTITY}', r.ground, purposes => '{CASE_WORK}', states => '{OPEN}')
from (values ('PMF', 'VKM-2026 n.8/2/a'), ('NJMF_HEAD', 'VKM-2026 n.8/2/a'), ('NVNR_SW', 'VKM-136 p.10/a')) as r (role, ground);
select access.declare_policy(r.role, 'MODIFY', 'PERSON', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', '{RECORD,IDENTITY}', r.ground, purposes => '{CASE_WORK}', states => '{OPEN}')
from (values ('PMF', 'VKM-2026 n.8/2/a'), ('NJMF_HEAD', 'VKM-2026 n.8/2/a'), ('NVNR_SW', 'VKM-136 p.10/a')) as r (role, ground);

-- Where a foster family lives: its case manager, the head of the unit (I-15).
select access.declare_policy('PMF', a.act, 'PERSON', '{OWN_CASE}', '{PROTECTED_ADDRESS}', 'VKM-2026 n.8/2/a, n.9/5')
from (values ('READ'), ('LIST')) as a (act);
select access.declare_policy('NJMF_HEAD', a.act, 'PERSON', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', '{PROTECTED_ADDRESS}', 'VKM-2026 n.8/2/a, n.9/5')
from (values ('READ'), ('LIST')) as a (act);

select access.declare_policy(r.role, 'READ', 'PERSON_MATCH', '{NONE}', '{RECORD}', r.ground, purposes => '{CASE_WORK}')
from (values ('PMF', 'VKM-2026 n.5/2'), ('NJMF_HEAD', 'VKM-2026 n.5/2'), ('NVNR_SW', 'VKM-136 p.10/a')) as r (role, ground);

-- After a transfer the former unit reads its own period, and nothing later.
select access.declare_policy(r.role, 'READ', 'HISTORY', '{OWN_CASE,OWN_UNIT,MUNICIPALITY,FORMER_UNIT}', '{RECORD,IDENTITY}', r.ground)
from (values ('PMF', 'VKM-2026 n.8/2/a'), ('NJMF_HEAD', 'VKM-2026 n.8/2/a'), ('NVNR_SW', 'VKM-136 p.10/a'),
  ('BASHKI_SOC_DIR', 'VKM-2026 n.4/2')) as r (role, ground);
select access.declare_policy(r.role, 'READ', 'HISTORY', '{MANDATE}', '{RECORD,IDENTITY}', r.ground)
from (values ('INSPECTOR', 'VKM-2026 n.8/2/d(1)'), ('SHSSH_CONTROL', 'VKM-2026 n.11/2/c')) as r (role, ground);

-- County and country.
select access.declare_policy('QARK_SW', a.act, 'PERSON', '{QARK}', '{RECORD,IDENTITY}', 'VKM-136 p.10/b')
from (values ('READ'), ('LIST')) as a (act);
select access.declare_policy('QARK_SW', 'MODIFY', 'PERSON', '{QARK}', '{RECORD,IDENTITY}', 'VKM-136 p.10/b', purposes => '{CASE_WORK}', states => '{OPEN}');
select access.declare_policy('SHSSH_REG', a.act, 'PERSON', '{QARK}', '{RECORD,IDENTITY}', 'VKM-2026 n.8/2/b', purposes => '{SUPERVISION}')
from (values ('READ'), ('LIST')) as a (act);
select access.declare_policy('SHSSH_HQ', a.act, 'PERSON', '{NATIONAL}', '{RECORD,IDENTITY}', 'VKM-2026 n.8/2/c', purposes => '{SUPERVISION}')
from (values ('READ'), ('LIST')) as a (act);

-- The provider: those under the responsibility of its institution, and of one's own cases.
select access.declare_policy('PROVIDER_HEAD', a.act, 'PERSON', '{INSTITUTION}', '{RECORD,IDENTITY,PROTECTED_ADDRESS}', 'VKM-2026 n.8/2/ç')
from (values ('READ'), ('LIST')) as a (act);
select access.declare_policy('PROVIDER_HEAD', 'MODIFY', 'PERSON', '{INSTITUTION}', '{RECORD,IDENTITY}', 'VKM-2026 n.8/2/ç', states => '{OPEN}');
select access.declare_policy('PROVIDER_CM', 'READ', 'PERSON', '{OWN_CASE}', '{RECORD,IDENTITY,PROTECTED_ADDRESS}', 'VKM-136 p.10/dh');

-- By an open inspection or control only.
select access.declare_policy(r.role, 'READ', 'PERSON', '{MANDATE}', '{RECORD,IDENTITY,PROTECTED_ADDRESS}', r.ground)
from (values ('INSPECTOR', 'VKM-2026 n.8/2/d(1)'), ('SHSSH_CONTROL', 'VKM-2026 n.11/2')) as r (role, ground);

-- Without identity; with it when the case was opened to the account, with a reason.
select access.declare_policy('ASHDMF_MON', 'READ', 'PERSON', '{MONITORED,OWN_CASE}', '{RECORD}', 'VKM-2026 n.8/2/d(2)', purposes => '{MONITORING}');
select access.declare_policy('ASHDMF_MON', 'READ', 'PERSON', '{OWN_CASE}', '{IDENTITY}', 'VKM-2026 n.8/2/d(2)', purposes => '{MONITORING}');
select access.declare_policy('MIN_POLICY', 'READ', 'PERSON', '{NATIONAL,OWN_CASE}', '{RECORD}', 'VKM-2026 n.8/2/dh', purposes => '{POLICY}');
select access.declare_policy('MIN_POLICY', 'READ', 'PERSON', '{OWN_CASE}', '{IDENTITY}', 'VKM-2026 n.8/2/dh', purposes => '{POLICY}');

-- The second wall: whoever has the row, as unit or holder, for as long as it is open, and nobody
-- while it is sealed. By key, as before.

alter policy person_read on persons.person
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = person.id and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = person.id offset 0));

alter policy person_change on persons.person
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = person.id and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = person.id offset 0));

alter policy referral_read on persons.referral
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = referral.person and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = referral.person offset 0));

alter policy referral_change on persons.referral
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = referral.person and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = referral.person offset 0));

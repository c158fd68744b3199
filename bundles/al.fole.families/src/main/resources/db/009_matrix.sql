-- What foster families and placements are to the access matrix, who may do what with them, and the
-- second wall with holders, times and seals. Grants of 005 stay for an older version.

select access.declare_object(o.code, 'families', o.sq, o.en)
from (values ('FAMILY', 'Familja kujdestare', 'Foster family'),
  ('FAMILY_ASSESSMENT', 'Vlerësimi i familjes', 'Assessment of a family'),
  ('FAMILY_DECISION', 'Vendimi për familjen', 'Decision on a family'),
  ('PLACEMENT', 'Vendosja', 'Placement')) as o (code, sq, en);
select access.declare_object('HISTORY', 'persons', 'Historiku', 'History');

select access.declare_permission(p.code, p.act, p.object)
from (values ('families.apply', 'CREATE', 'FAMILY'), ('families.assess', 'EVALUATE', 'FAMILY_ASSESSMENT'),
  ('families.decide', 'APPROVE', 'FAMILY_DECISION'), ('families.place', 'CREATE', 'PLACEMENT'),
  ('families.end', 'MODIFY', 'PLACEMENT'), ('families.view', 'READ', 'FAMILY'),
  ('families.list', 'LIST', 'FAMILY'), ('families.placements', 'LIST', 'PLACEMENT'),
  ('families.history', 'READ', 'HISTORY')) as p (code, act, object);

-- Reading: families with their placements.
select access.declare_policy(r.role, a.act, o.object, r.relations::text[],
  '{RECORD,IDENTITY,HEALTH,COURT,FINANCE,FOSTER_FAMILY,NOTES}', r.ground, purposes => r.purposes::text[])
from (values ('PMF', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', '{ANY}', 'VKM-2026 n.8/2/a'),
    ('NJMF_HEAD', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', '{ANY}', 'VKM-2026 n.8/2/a'),
    ('NVNR_SW', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', '{ANY}', 'VKM-136 p.10/a'),
    ('BASHKI_SOC_DIR', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', '{ANY}', 'VKM-2026 n.6/1/d, n.4/2'),
    ('QARK_SW', '{QARK}', '{ANY}', 'VKM-136 p.10/b'),
    ('SHSSH_REG', '{QARK}', '{SUPERVISION}', 'VKM-2026 n.8/2/b'),
    ('SHSSH_HQ', '{NATIONAL}', '{SUPERVISION}', 'VKM-2026 n.8/2/c'),
    ('PROVIDER_HEAD', '{INSTITUTION}', '{ANY}', 'VKM-2026 n.8/2/ç')) as r (role, relations, purposes, ground),
  (values ('READ'), ('LIST')) as a (act), (values ('FAMILY'), ('PLACEMENT')) as o (object);
-- Reading is implied for tasks, activities and the plan, and goes no further than these need.
select access.declare_policy('PROVIDER_CM', a.act, o.object, '{OWN_CASE}', '{RECORD,IDENTITY,HEALTH,FOSTER_FAMILY,NOTES}', 'VKM-136 p.10/dh')
from (values ('READ'), ('LIST')) as a (act), (values ('FAMILY'), ('PLACEMENT')) as o (object);

-- Where a foster family lives: its case manager, the head of the unit, its own provider (I-15).
select access.declare_policy(r.role, a.act, o.object, r.relations::text[], '{PROTECTED_ADDRESS}', r.ground)
from (values ('PMF', '{OWN_CASE}', 'VKM-2026 n.8/2/a, n.9/5'),
    ('NJMF_HEAD', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', 'VKM-2026 n.8/2/a, n.9/5'),
    ('PROVIDER_HEAD', '{INSTITUTION}', 'VKM-2026 n.8/2/ç'),
    ('PROVIDER_CM', '{OWN_CASE}', 'VKM-136 p.10/dh')) as r (role, relations, ground),
  (values ('READ'), ('LIST')) as a (act), (values ('FAMILY'), ('PLACEMENT')) as o (object);

-- By an open inspection or control only; lists for inspection without identity.
select access.declare_policy(r.role, 'READ', o.object, '{MANDATE}',
  '{RECORD,IDENTITY,HEALTH,COURT,FINANCE,FOSTER_FAMILY,PROTECTED_ADDRESS,NOTES}', r.ground)
from (values ('INSPECTOR', 'VKM-2026 n.8/2/d(1)'), ('SHSSH_CONTROL', 'VKM-2026 n.11/2')) as r (role, ground),
  (values ('FAMILY'), ('PLACEMENT')) as o (object);
select access.declare_policy('INSPECTOR', 'LIST', o.object, '{NATIONAL}', '{RECORD}', 'VKM-2026 n.8/2/d(1)')
from (values ('FAMILY'), ('PLACEMENT')) as o (object);

-- Without identity; with it when the record was opened to the account, with a reason.
select access.declare_policy('ASHDMF_MON', 'READ', o.object, '{MONITORED,OWN_CASE}', '{RECORD}', 'VKM-2026 n.8/2/d(2)', purposes => '{MONITORING}')
from (values ('FAMILY'), ('PLACEMENT')) as o (object);
select access.declare_policy('ASHDMF_MON', 'READ', o.object, '{OWN_CASE}', '{IDENTITY,FOSTER_FAMILY,NOTES}', 'VKM-2026 n.8/2/d(2)', purposes => '{MONITORING}')
from (values ('FAMILY'), ('PLACEMENT')) as o (object);
select access.declare_policy('ASHDMF_MON', 'LIST', o.object, '{NATIONAL}', '{RECORD}', 'VKM-2026 n.8/2/d(2), n.6/5')
from (values ('FAMILY'), ('PLACEMENT')) as o (object);
select access.declare_policy('MIN_POLICY', 'READ', o.object, '{NATIONAL,OWN_CASE}', '{RECORD}', 'VKM-2026 n.8/2/dh', purposes => '{POLICY}')
from (values ('FAMILY'), ('PLACEMENT')) as o (object);
select access.declare_policy('MIN_POLICY', 'READ', o.object, '{OWN_CASE}', '{IDENTITY,FOSTER_FAMILY}', 'VKM-2026 n.8/2/dh', purposes => '{POLICY}')
from (values ('FAMILY'), ('PLACEMENT')) as o (object);

-- After a transfer the former unit reads its own period, and nothing later.
select access.declare_policy(r.role, 'READ', 'HISTORY', '{OWN_CASE,OWN_UNIT,MUNICIPALITY,FORMER_UNIT}', '{RECORD,IDENTITY}', r.ground)
from (values ('PMF', 'VKM-2026 n.8/2/a'), ('NJMF_HEAD', 'VKM-2026 n.8/2/a'), ('NVNR_SW', 'VKM-136 p.10/a'),
  ('BASHKI_SOC_DIR', 'VKM-2026 n.4/2')) as r (role, ground);
select access.declare_policy(r.role, 'READ', 'HISTORY', '{MANDATE}', '{RECORD,IDENTITY}', r.ground)
from (values ('INSPECTOR', 'VKM-2026 n.8/2/d(1)'), ('SHSSH_CONTROL', 'VKM-2026 n.11/2/c')) as r (role, ground);

-- Working: families apply at the local level and are assessed there; children are placed by the
-- child-protection structures.
select access.declare_policy(r.role, 'CREATE', 'FAMILY', '{OWN_UNIT}',
  '{RECORD,IDENTITY,FOSTER_FAMILY,FINANCE,NOTES}', r.ground, purposes => '{CASE_WORK}', states => '{OPEN}')
from (values ('PMF', 'VKM-2026 n.8/2/a'), ('NJMF_HEAD', 'VKM-2026 n.8/2/a'), ('NVNR_SW', 'VKM-136 p.10/a')) as r (role, ground);
select access.declare_policy(r.role, 'EVALUATE', 'FAMILY_ASSESSMENT', r.relations::text[],
  '{RECORD,IDENTITY,HEALTH,COURT,FINANCE,FOSTER_FAMILY,NOTES}', r.ground, purposes => '{CASE_WORK}', states => '{OPEN}')
from (values ('PMF', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', 'VKM-2026 n.8/2/a'),
  ('NJMF_HEAD', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', 'VKM-2026 n.8/2/a'),
  ('NVNR_SW', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', 'VKM-136 p.10/a'), ('QARK_SW', '{QARK}', 'VKM-136 p.10/b')) as r (role, relations, ground);
select access.declare_policy(r.role, 'APPROVE', 'FAMILY_DECISION', '{OWN_UNIT,MUNICIPALITY}',
  '{RECORD,IDENTITY,FINANCE,FOSTER_FAMILY,NOTES}', r.ground, purposes => '{CASE_WORK}', states => '{OPEN}')
from (values ('NJMF_HEAD', 'VKM-2026 n.4/3/c'), ('BASHKI_SOC_DIR', 'VKM-2026 n.6/1/d')) as r (role, ground);
select access.declare_policy(r.role, a.act, 'PLACEMENT', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}',
  '{RECORD,IDENTITY,FOSTER_FAMILY,NOTES}', 'VKM-2026 n.8/2/a, n.4/3/a', purposes => '{CASE_WORK}', states => '{OPEN}')
from (values ('PMF'), ('NJMF_HEAD')) as r (role), (values ('CREATE'), ('MODIFY')) as a (act);

-- The second wall: whoever has the row, as unit or holder, for as long as it is open, and nobody
-- while it is sealed. By key, as before.

alter policy family_read on families.family
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = family.id and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = family.id offset 0));

alter policy family_enter on families.family
  with check (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = family.id and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = family.id offset 0));

alter policy family_change on families.family
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = family.id and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = family.id offset 0));

alter policy adult_read on families.adult
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = adult.family and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = adult.family offset 0));

alter policy adult_enter on families.adult
  with check (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = adult.family and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = adult.family offset 0));

alter policy adult_change on families.adult
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = adult.family and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = adult.family offset 0));

alter policy assessment_read on families.assessment
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = assessment.family and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = assessment.family offset 0));

alter policy assessment_enter on families.assessment
  with check (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = assessment.family and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = assessment.family offset 0));

alter policy approval_read on families.approval
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = approval.family and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = approval.family offset 0));

alter policy approval_enter on families.approval
  with check (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = approval.family and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = approval.family offset 0));

alter policy approval_care_type_read on families.approval_care_type
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = approval_care_type.family and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = approval_care_type.family offset 0));

alter policy approval_care_type_enter on families.approval_care_type
  with check (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = approval_care_type.family and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = approval_care_type.family offset 0));

alter policy place_read on families.place
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = place.family and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = place.family offset 0));

alter policy place_enter on families.place
  with check (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = place.family and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = place.family offset 0));

alter policy place_change on families.place
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = place.family and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = place.family offset 0));

alter policy placement_read on families.placement
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject in (placement.care_case, placement.child) and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject in (placement.care_case, placement.child) offset 0));

alter policy placement_enter on families.placement
  with check (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = placement.care_case and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = placement.care_case offset 0));

alter policy placement_change on families.placement
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject in (placement.care_case, placement.child) and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject in (placement.care_case, placement.child) offset 0));

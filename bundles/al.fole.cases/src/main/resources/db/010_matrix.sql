-- What referrals, assessments, decisions and cases are to the access matrix, who may do what with them,
-- and the second wall with holders, times and seals. Grants of 004 to 006 stay for an older version.

select access.declare_object(o.code, 'cases', o.sq, o.en)
from (values ('REFERRAL', 'Referimi', 'Referral'), ('ASSESSMENT', 'Vlerësimi fillestar', 'Initial assessment'),
  ('DECISION', 'Vendimi', 'Decision'), ('EMERGENCY_DECISION', 'Vendimi emergjent', 'Emergency decision'),
  ('CASE', 'Rasti', 'Case'), ('CASE_MATCH', 'Njësia ku fëmija ka rast', 'Unit where a child has a case'),
  ('HISTORY', 'Historiku', 'History')) as o (code, sq, en);

select access.declare_permission(p.code, p.act, p.object)
from (values ('cases.refer', 'CREATE', 'REFERRAL'), ('cases.screen', 'EVALUATE', 'REFERRAL'),
  ('cases.answer', 'APPROVE', 'REFERRAL'), ('cases.redirect', 'MODIFY', 'REFERRAL'),
  ('cases.assess', 'EVALUATE', 'ASSESSMENT'), ('cases.decide', 'CREATE', 'DECISION'),
  ('cases.decide-emergency', 'APPROVE', 'EMERGENCY_DECISION'), ('cases.close', 'APPROVE', 'CASE'),
  ('cases.view', 'READ', 'CASE'), ('cases.list', 'LIST', 'CASE'), ('cases.match', 'READ', 'CASE_MATCH'),
  ('cases.history', 'READ', 'HISTORY')) as p (code, act, object);

-- Reading: a case with its referrals, assessments and decisions.
select access.declare_policy(r.role, a.act, 'CASE', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}',
  '{RECORD,IDENTITY,HEALTH,COURT,FINANCE,BIOLOGICAL_FAMILY,FOSTER_FAMILY,REFERRER,ALLEGATION,NOTES}', r.ground)
from (values ('PMF', 'VKM-2026 n.8/2/a'), ('NJMF_HEAD', 'VKM-2026 n.8/2/a'), ('NVNR_SW', 'VKM-136 p.10/a')) as r (role, ground),
  (values ('READ'), ('LIST')) as a (act);
select access.declare_policy('BASHKI_SOC_DIR', a.act, 'CASE', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}',
  '{RECORD,IDENTITY,HEALTH,COURT,FINANCE,BIOLOGICAL_FAMILY,FOSTER_FAMILY,NOTES}', 'VKM-2026 n.6/1/d, n.4/2')
from (values ('READ'), ('LIST')) as a (act);
select access.declare_policy(r.role, 'READ', 'CASE', '{OWN_CASE}', '{PROTECTED_ADDRESS,ADOPTION}', 'VKM-2026 n.8/2/a, n.9/5')
from (values ('PMF')) as r (role);
select access.declare_policy('NJMF_HEAD', 'READ', 'CASE', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', '{PROTECTED_ADDRESS}', 'VKM-2026 n.8/2/a, n.9/5');
select access.declare_policy('NJMF_HEAD', 'READ', 'CASE', '{OWN_CASE}', '{ADOPTION}', 'VKM-2026 n.8/2/a, n.9/5');
select access.declare_policy('QARK_SW', a.act, 'CASE', '{QARK}',
  '{RECORD,IDENTITY,HEALTH,COURT,FINANCE,BIOLOGICAL_FAMILY,FOSTER_FAMILY,NOTES}', 'VKM-136 p.10/b')
from (values ('READ'), ('LIST')) as a (act);
select access.declare_policy('SHSSH_REG', a.act, 'CASE', '{QARK}',
  '{RECORD,IDENTITY,HEALTH,COURT,FINANCE,BIOLOGICAL_FAMILY,FOSTER_FAMILY,NOTES}', 'VKM-2026 n.8/2/b', purposes => '{SUPERVISION}')
from (values ('READ'), ('LIST')) as a (act);
select access.declare_policy('SHSSH_HQ', a.act, 'CASE', '{NATIONAL}',
  '{RECORD,IDENTITY,HEALTH,COURT,FINANCE,BIOLOGICAL_FAMILY,FOSTER_FAMILY,NOTES}', 'VKM-2026 n.8/2/c', purposes => '{SUPERVISION}')
from (values ('READ'), ('LIST')) as a (act);
select access.declare_policy('PROVIDER_HEAD', a.act, 'CASE', '{INSTITUTION}',
  '{RECORD,IDENTITY,HEALTH,COURT,FINANCE,BIOLOGICAL_FAMILY,FOSTER_FAMILY,NOTES}', 'VKM-2026 n.8/2/ç')
from (values ('READ'), ('LIST')) as a (act);
select access.declare_policy('PROVIDER_CM', a.act, 'CASE', '{OWN_CASE}',
  '{RECORD,IDENTITY,HEALTH,BIOLOGICAL_FAMILY,FOSTER_FAMILY,NOTES}', 'VKM-136 p.10/dh')
from (values ('READ'), ('LIST')) as a (act);
-- Where the child lives with a foster family stands in the case, in no list of cases (I-15).
select access.declare_policy(r.role, 'READ', 'CASE', r.relations::text[], '{PROTECTED_ADDRESS}', r.ground)
from (values ('PROVIDER_HEAD', '{INSTITUTION}', 'VKM-2026 n.8/2/ç'), ('PROVIDER_CM', '{OWN_CASE}', 'VKM-136 p.10/dh')) as r (role, relations, ground);

-- By an open inspection or control only; lists for inspection without identity.
select access.declare_policy(r.role, 'READ', 'CASE', '{MANDATE}',
  '{RECORD,IDENTITY,HEALTH,COURT,FINANCE,BIOLOGICAL_FAMILY,FOSTER_FAMILY,PROTECTED_ADDRESS,REFERRER,ALLEGATION,NOTES}', r.ground)
from (values ('INSPECTOR', 'VKM-2026 n.8/2/d(1)'), ('SHSSH_CONTROL', 'VKM-2026 n.11/2')) as r (role, ground);
select access.declare_policy('INSPECTOR', 'LIST', 'CASE', '{NATIONAL}', '{RECORD}', 'VKM-2026 n.8/2/d(1), VKM-136 p.10/e');

-- Without identity; with it when the case was opened to the account, with a reason.
select access.declare_policy('ASHDMF_MON', 'READ', 'CASE', '{MONITORED,OWN_CASE}', '{RECORD}', 'VKM-2026 n.8/2/d(2)', purposes => '{MONITORING}');
select access.declare_policy('ASHDMF_MON', 'READ', 'CASE', '{OWN_CASE}', '{IDENTITY,FOSTER_FAMILY,NOTES}', 'VKM-2026 n.8/2/d(2)', purposes => '{MONITORING}');
select access.declare_policy('ASHDMF_MON', 'LIST', 'CASE', '{NATIONAL}', '{RECORD}', 'VKM-2026 n.8/2/d(2), n.6/5');
select access.declare_policy('MIN_POLICY', 'READ', 'CASE', '{NATIONAL,OWN_CASE}', '{RECORD}', 'VKM-2026 n.8/2/dh', purposes => '{POLICY}');
select access.declare_policy('MIN_POLICY', 'READ', 'CASE', '{OWN_CASE}', '{IDENTITY}', 'VKM-2026 n.8/2/dh', purposes => '{POLICY}');

-- After a transfer the former unit reads its own period, and nothing later.
select access.declare_policy(r.role, 'READ', 'HISTORY', '{OWN_CASE,OWN_UNIT,MUNICIPALITY,FORMER_UNIT}', '{RECORD,IDENTITY}', r.ground)
from (values ('PMF', 'VKM-2026 n.8/2/a'), ('NJMF_HEAD', 'VKM-2026 n.8/2/a'), ('NVNR_SW', 'VKM-136 p.10/a'),
  ('BASHKI_SOC_DIR', 'VKM-2026 n.4/2')) as r (role, ground);
select access.declare_policy(r.role, 'READ', 'HISTORY', '{MANDATE}', '{RECORD,IDENTITY}', r.ground)
from (values ('INSPECTOR', 'VKM-2026 n.8/2/d(1)'), ('SHSSH_CONTROL', 'VKM-2026 n.11/2/c')) as r (role, ground);

-- Working: whoever refers, screens, assesses and records a decision.
select access.declare_policy(r.role, 'CREATE', 'REFERRAL', '{OWN_UNIT}',
  '{RECORD,IDENTITY,REFERRER,ALLEGATION,NOTES}', r.ground, purposes => '{CASE_WORK}', states => '{OPEN}')
from (values ('PMF', 'VKM-2026 n.8/2/a'), ('NJMF_HEAD', 'VKM-2026 n.8/2/a'), ('NVNR_SW', 'VKM-136 p.10/a, VKM-2026 n.3/1/b')) as r (role, ground);
select access.declare_policy(r.role, 'EVALUATE', o.object, '{OWN_CASE,OWN_UNIT,MUNICIPALITY}',
  '{RECORD,IDENTITY,HEALTH,BIOLOGICAL_FAMILY,REFERRER,ALLEGATION,NOTES}', r.ground, purposes => '{CASE_WORK}', states => '{OPEN}')
from (values ('PMF', 'VKM-2026 n.8/2/a'), ('NJMF_HEAD', 'VKM-2026 n.8/2/a'), ('NVNR_SW', 'VKM-136 p.10/a, VKM-2026 n.3/1/b')) as r (role, ground),
  (values ('REFERRAL'), ('ASSESSMENT')) as o (object);
select access.declare_policy('QARK_SW', 'EVALUATE', o.object, '{QARK}',
  '{RECORD,IDENTITY,HEALTH,BIOLOGICAL_FAMILY,NOTES}', 'VKM-136 p.10/b', purposes => '{CASE_WORK}', states => '{OPEN}')
from (values ('REFERRAL'), ('ASSESSMENT')) as o (object);
select access.declare_policy(r.role, 'CREATE', 'DECISION', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}',
  '{RECORD,IDENTITY,COURT,NOTES}', 'VKM-2026 n.8/2/a, n.4/3/a', purposes => '{CASE_WORK}', states => '{OPEN}')
from (values ('PMF'), ('NJMF_HEAD')) as r (role);

-- What the head of the unit answers for himself; the directorate approves that a case is closed.
select access.declare_policy('NJMF_HEAD', 'APPROVE', o.object, '{OWN_CASE,OWN_UNIT,MUNICIPALITY}',
  '{RECORD,IDENTITY,COURT,NOTES}', 'VKM-2026 n.8/2/a', purposes => '{CASE_WORK}', states => '{OPEN}')
from (values ('REFERRAL'), ('EMERGENCY_DECISION'), ('CASE')) as o (object);
select access.declare_policy('BASHKI_SOC_DIR', 'APPROVE', 'CASE', '{OWN_UNIT,MUNICIPALITY}',
  '{RECORD,IDENTITY,COURT,NOTES}', 'VKM-2026 n.6/1/d', purposes => '{CASE_WORK}', states => '{OPEN}');
select access.declare_policy('NJMF_HEAD', 'READ', 'CASE_MATCH', '{NONE}', '{RECORD}', 'VKM-2026 n.8/2/a, n.5/2', purposes => '{CASE_WORK}');

-- What reached a county or the country goes on from there to the unit that is to take it up.
select access.declare_policy(r.role, 'MODIFY', 'REFERRAL', r.relations::text[], '{RECORD,IDENTITY,NOTES}', r.ground,
  purposes => r.purposes::text[], states => '{OPEN}')
from (values ('SHSSH_REG', '{QARK}', '{SUPERVISION}', 'VKM-2026 n.3/1/c'), ('SHSSH_HQ', '{NATIONAL}', '{SUPERVISION}', 'VKM-2026 n.3/1/c'),
  ('QARK_SW', '{QARK}', '{CASE_WORK}', 'VKM-136 p.10/b')) as r (role, relations, purposes, ground);

-- The second wall: whoever has the row, as unit or holder, for as long as it is open, and nobody
-- while it is sealed. By key, as before.

alter policy referral_read on cases.referral
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = referral.id and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = referral.id offset 0));

alter policy referral_change on cases.referral
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = referral.id and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = referral.id offset 0));

alter policy referral_born_read on cases.referral
  using ((exists (
    select 1 from access.scope s
     where s.subject = referral.child and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject in (referral.id, referral.child) offset 0));

alter policy referral_born_change on cases.referral
  using ((exists (
    select 1 from access.scope s
     where s.subject = referral.child and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject in (referral.id, referral.child) offset 0));

alter policy case_read on cases.care_case
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = care_case.id and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = care_case.id offset 0));

alter policy case_change on cases.care_case
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = care_case.id and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = care_case.id offset 0));

alter policy assessment_all on cases.assessment
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = assessment.care_case and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = assessment.care_case offset 0));

alter policy decision_all on cases.decision
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = decision.care_case and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = decision.care_case offset 0));

alter policy care_all on cases.care
  using (((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = care.care_case and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0))
    and not exists (select 1 from access.sealed t where t.subject = care.care_case offset 0));

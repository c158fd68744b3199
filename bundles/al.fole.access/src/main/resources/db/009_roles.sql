-- All roles of both decisions, the kinds of unit each is held in, the purposes it may declare, and
-- what it may do with records that no feature keeps.

-- Kinds of organisation (VKM-136 p.5, VKM-2026 n.6/1). One that is not territorial lies in a
-- municipality without belonging to its records: an institution is in nobody's scope but its own.
create table access.unit_kind (
  code text primary key check (code ~ '^[A-Z][A-Z_]{1,31}$'),
  territorial boolean not null,
  sq text not null,
  en text not null,
  ground text not null
);
grant select on access.unit_kind to fole_app, fole_jobs;
create trigger matrix_changed after insert or update or delete on access.unit_kind
  for each statement execute function access.matrix_changed();

insert into access.unit_kind (code, territorial, sq, en, ground) values
  ('NJMF', true, 'Njësia për Mbrojtjen e Fëmijës', 'Child-protection unit', 'VKM-2026 n.6/1/e'),
  ('NVNR', true, 'Njësia e Vlerësimit të Nevojave dhe Referimit', 'Needs-assessment and referral unit', 'VKM-2026 n.6/1/dh'),
  ('BASHKI', true, 'Drejtoria e shërbimeve sociale në bashki', 'Social-care directorate of the municipality', 'VKM-2026 n.6/1/d'),
  ('NJVV', true, 'Njësia administrative', 'Administrative unit', 'VKM-2026 n.2/3'),
  ('QARK', true, 'Struktura e kujdesit shoqëror në qark', 'Social-care structure of the county', 'VKM-136 p.5/ç'),
  ('SHSSH_REG', true, 'Drejtoria rajonale e SHSSH', 'Regional directorate of the State Social Service', 'VKM-2026 n.6/1/ç'),
  ('SHSSH_HQ', true, 'Drejtoria e Përgjithshme e SHSSH', 'General Directorate of the State Social Service', 'VKM-2026 n.6/1/b'),
  ('INSTITUTION', false, 'Institucioni i përkujdesit shoqëror', 'Social-care institution', 'VKM-2026 n.6/1/ë'),
  ('PROVIDER_NGO', false, 'Organizata jofitimprurëse ofruese', 'Provider that is a non-profit organisation', 'VKM-136 p.5/ë'),
  ('INSPECTORATE', false, 'Inspektorati i shërbimeve të kujdesit shoqëror', 'Inspectorate of social-care services', 'VKM-2026 n.6/1/f'),
  ('ASHDMF', false, 'Agjencia Shtetërore për të Drejtat dhe Mbrojtjen e Fëmijës', 'State Agency for the Rights and Protection of the Child', 'VKM-2026 n.6/1/c'),
  ('MINISTRY', false, 'Ministria përgjegjëse për çështjet sociale', 'Ministry responsible for social affairs', 'VKM-2026 n.6/1/a'),
  ('CONTROL', false, 'Struktura e kontrollit', 'Control structure', 'VKM-2026 n.11/3'),
  ('STATISTICS', false, 'Subjekt raportues', 'Reporting subject', 'VKM-136 p.13');

-- Old versions read reach and know four of them: a role of theirs or of none. What is new stands in
-- span: INSTITUTION is exactly the own unit, OWN only what is held by the account itself.
alter table access.role
  add column span text,
  add column kinds text[],
  add column login boolean not null default true,
  add constraint role_span check (span in ('INSTITUTION', 'OWN')) not valid;
alter table access.role validate constraint role_span;

update access.role r set kinds = k.kinds
  from (values ('PMF', '{NJMF,NJVV}'::text[]), ('NJMF_HEAD', '{NJMF}'), ('SHSSH_REG', '{SHSSH_REG}'),
    ('SHSSH_HQ', '{SHSSH_HQ}'), ('SHSSH_ADMIN', '{SHSSH_HQ}')) as k (role, kinds)
 where r.code = k.role;

insert into access.role (code, reach, span, kinds, login, sq, en, ground) values
  ('NVNR_SW', 'MUNICIPALITY', null, '{NVNR,BASHKI,NJVV}', true, 'Punonjës social i NVNR / bashkisë / njësisë administrative', 'Social worker of the needs-assessment unit, municipality or administrative unit', 'VKM-136 p.10/a, VKM-2026 n.6/1/dh'),
  ('BASHKI_SOC_DIR', 'MUNICIPALITY', null, '{BASHKI}', true, 'Drejtoria e shërbimeve të kujdesit shoqëror në bashki', 'Social-care directorate of the municipality', 'VKM-2026 n.6/1/d, n.4/2, n.10/4'),
  ('QARK_SW', 'QARK', null, '{QARK}', true, 'Punonjës social në qark', 'Social worker of the county', 'VKM-136 p.10/b'),
  ('SHSSH_CONTROL', 'NONE', 'OWN', '{CONTROL,SHSSH_HQ}', true, 'Struktura e kontrollit', 'Control structure', 'VKM-2026 n.11/3'),
  ('PROVIDER_HEAD', 'NONE', 'INSTITUTION', '{INSTITUTION,PROVIDER_NGO}', true, 'Titullar i ofruesit ose institucionit', 'Head of a provider or institution', 'VKM-2026 n.8/2/ç, VKM-136 p.10/d'),
  ('PROVIDER_CM', 'NONE', 'OWN', '{INSTITUTION,PROVIDER_NGO}', true, 'Menaxher rasti te ofruesi', 'Case manager of a provider', 'VKM-136 p.10/dh'),
  ('INSPECTOR', 'NATIONAL', null, '{INSPECTORATE}', true, 'Inspektor i shërbimeve të kujdesit shoqëror', 'Inspector of social-care services', 'VKM-2026 n.8/2/d(1), VKM-136 p.10/e'),
  ('ASHDMF_MON', 'NATIONAL', null, '{ASHDMF}', true, 'Monitorues i ASHDMF', 'Monitor of the State Agency for the Rights and Protection of the Child', 'VKM-2026 n.8/2/d(2), n.6/5'),
  ('MIN_POLICY', 'NATIONAL', null, '{MINISTRY}', true, 'Përdorues i ministrisë', 'User of the ministry', 'VKM-2026 n.8/2/dh, VKM-136 p.10/ë'),
  ('STAT_EXT', 'NONE', null, '{STATISTICS}', true, 'Subjekt raportues ose statistikor', 'Reporting or statistical subject', 'VKM-136 p.13'),
  ('DPO', 'NONE', null, '{SHSSH_HQ,MINISTRY,ASHDMF}', true, 'Nëpunës i mbrojtjes së të dhënave', 'Data-protection officer', 'Ligji 124/2024, VKM-2026 n.11/4/c'),
  ('AKSHI_OPS', 'NONE', null, '{}', false, 'Administrim teknik (AKSHI)', 'Technical administration (AKSHI)', 'VKM-2026 n.2/4'),
  ('CITIZEN', 'NONE', null, '{}', false, 'Familje aplikante (e-Albania)', 'Applicant family (e-Albania)', 'VKM-2026 n.6/2/a, n.5/1');

insert into access.purpose (code, sq, en, ground) values
  ('SERVICE', 'Ofrimi i shërbimit', 'Provision of the service', 'VKM-2026 n.8/2/ç'),
  ('INSPECTION', 'Inspektimi', 'Inspection', 'VKM-2026 n.8/2/d(1)'),
  ('MONITORING', 'Monitorimi i punonjësve të mbrojtjes së fëmijës', 'Monitoring of child-protection workers', 'VKM-2026 n.8/2/d(2)'),
  ('POLICY', 'Hartimi dhe monitorimi i politikave', 'Drafting and monitoring of policy', 'VKM-2026 n.8/2/dh'),
  ('CONTROL', 'Kontrolli', 'Control', 'VKM-2026 n.11/3'),
  ('STATISTICS', 'Statistikat', 'Statistics', 'VKM-2026 n.10/1'),
  ('DATA_PROTECTION', 'Mbrojtja e të dhënave personale', 'Protection of personal data', 'VKM-2026 n.11/4/c');

insert into access.role_purpose (role, purpose, place, ground) values
  ('SHSSH_REG', 'STATISTICS', 2, 'VKM-2026 n.10/1'),
  ('SHSSH_HQ', 'STATISTICS', 2, 'VKM-2026 n.10/1'),
  ('NVNR_SW', 'CASE_WORK', 1, 'VKM-136 p.10/a'),
  ('BASHKI_SOC_DIR', 'SUPERVISION', 1, 'VKM-2026 n.4/2'),
  ('BASHKI_SOC_DIR', 'CASE_WORK', 2, 'VKM-2026 n.6/1/d'),
  ('QARK_SW', 'CASE_WORK', 1, 'VKM-136 p.10/b'),
  ('QARK_SW', 'SUPERVISION', 2, 'VKM-136 p.10/b'),
  ('SHSSH_CONTROL', 'CONTROL', 1, 'VKM-2026 n.11/3'),
  ('PROVIDER_HEAD', 'SERVICE', 1, 'VKM-2026 n.8/2/ç'),
  ('PROVIDER_CM', 'SERVICE', 1, 'VKM-136 p.10/dh'),
  ('INSPECTOR', 'INSPECTION', 1, 'VKM-2026 n.8/2/d(1)'),
  ('ASHDMF_MON', 'MONITORING', 1, 'VKM-2026 n.8/2/d(2)'),
  ('ASHDMF_MON', 'STATISTICS', 2, 'VKM-2026 n.6/5'),
  ('MIN_POLICY', 'POLICY', 1, 'VKM-2026 n.8/2/dh'),
  ('MIN_POLICY', 'STATISTICS', 2, 'VKM-2026 n.10/3'),
  ('STAT_EXT', 'STATISTICS', 1, 'VKM-136 p.13'),
  ('DPO', 'DATA_PROTECTION', 1, 'VKM-2026 n.11/4/c');

-- Units of the institutions that are one for the country or one in each municipality and county.
-- Institutions and providers come from the parent.
insert into access.unit (code, kind, municipality, qark, name)
  select 'V' || m.code, 'NVNR', m.code, m.qark, 'NVNR ' || m.name from reference.municipality m
  union all
  select 'D' || m.code, 'BASHKI', m.code, m.qark, 'Drejtoria e Shërbimeve Sociale ' || m.name from reference.municipality m
  union all
  select 'K-' || q.code, 'QARK', null, q.code, 'Struktura e Kujdesit Shoqëror, Qarku ' || q.name from reference.qark q
  union all
  values ('ISHPSHSH', 'INSPECTORATE', null, null, 'Inspektorati Shtetëror i Punës dhe Shërbimeve Shoqërore'),
    ('ASHDMF', 'ASHDMF', null, null, 'Agjencia Shtetërore për të Drejtat dhe Mbrojtjen e Fëmijës'),
    ('MINISTRIA', 'MINISTRY', null, null, 'Ministria përgjegjëse për çështjet sociale'),
    ('KONTROLLI', 'CONTROL', null, null, 'Struktura e Kontrollit të Regjistrit'),
    ('STATISTIKA', 'STATISTICS', null, null, 'Subjektet raportuese')
on conflict do nothing;

-- What access and the lifecycle keep.
select access.declare_object(o.code, o.feature, o.sq, o.en)
from (values ('ACCOUNT', 'access', 'Llogaritë', 'Accounts'),
  ('MATRIX', 'access', 'Nivelet e aksesit', 'Access matrix'),
  ('RELEASE', 'lifecycle', 'Versionet e modulit', 'Releases of the module')) as o (code, feature, sq, en);
select access.declare_permission(p.code, p.act, p.object)
from (values ('access.administer', 'ADMINISTER', 'ACCOUNT'), ('releases.view', 'READ', 'RELEASE'),
  ('releases.change', 'ADMINISTER', 'RELEASE')) as p (code, act, object);
select access.declare_policy('SHSSH_ADMIN', 'ADMINISTER', 'ACCOUNT', '{NONE}', '{RECORD,IDENTITY}', 'VKM-2026 n.3/4, n.9/3');
select access.declare_policy('SHSSH_ADMIN', a.act, 'RELEASE', '{NONE}', '{RECORD}', 'VKM-2026 n.2/4, n.3/4')
from (values ('READ'), ('ADMINISTER')) as a (act);
select access.declare_policy(r.code, 'READ', 'MATRIX', '{NONE}', '{RECORD}', 'VKM-2026 n.9/3, n.12/2')
from access.role r where r.login;
select access.declare_policy('SHSSH_ADMIN', 'ADMINISTER', 'MATRIX', '{NONE}', '{RECORD}', 'VKM-2026 n.9/3, VKM-136 p.11');

-- The trail, whose bundle runs without this schema (VKM-2026 n.8/1, n.11/1): auditors read the log itself,
-- which names people by handles only; the head of a unit who looked at a child of the unit.
select access.declare_object(o.code, 'audit', o.sq, o.en)
from (values ('TRAIL', 'Gjurma e veprimeve', 'Trail of actions'),
  ('DISCLOSURES', 'Kush e pa dosjen e fëmijës', 'Who looked at a child''s file')) as o (code, sq, en);

select access.declare_permission(p.code, p.act, p.object)
from (values ('audit.read', 'READ', 'TRAIL'), ('audit.disclosures', 'READ', 'DISCLOSURES')) as p (code, act, object);

select access.declare_policy(r.role, 'READ', 'TRAIL', '{NONE}', '{RECORD}', r.ground, purposes => r.purposes::text[])
from (values ('SHSSH_HQ', '{SUPERVISION}', 'VKM-2026 n.11/1'), ('SHSSH_ADMIN', '{ANY}', 'VKM-2026 n.6/4/c'),
  ('SHSSH_CONTROL', '{ANY}', 'VKM-2026 n.11/2/c, n.11/3'), ('DPO', '{ANY}', 'Ligji 124/2024, VKM-2026 n.11/4/c')) as r (role, purposes, ground);

select access.declare_policy(r.role, 'READ', 'DISCLOSURES', r.relations::text[], '{RECORD,IDENTITY}', r.ground, purposes => r.purposes::text[])
from (values ('NJMF_HEAD', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', '{ANY}', 'VKM-2026 n.8/1'), ('SHSSH_HQ', '{NATIONAL}', '{SUPERVISION}', 'VKM-2026 n.8/1'),
  ('SHSSH_CONTROL', '{MANDATE}', '{ANY}', 'VKM-2026 n.11/2/c'), ('DPO', '{NATIONAL}', '{ANY}', 'Ligji 124/2024')) as r (role, relations, purposes, ground);

-- Records of features to come. They are printed, and denied until a feature asks for them.
select access.declare_object(o.code, o.feature, o.sq, o.en)
from (values ('PLAN', 'plans', 'Plani individual', 'Individual plan'),
  ('ACTIVITY', 'plans', 'Veprimtaritë dhe ndërhyrjet', 'Activities and interventions'),
  ('VISIT', 'plans', 'Vizita e monitorimit', 'Monitoring visit'),
  ('REVIEW', 'plans', 'Vlerësimi dhe rishikimi i rastit', 'Evaluation and review of the case'),
  ('TASK', 'duties', 'Detyrat', 'Tasks'),
  ('DOCUMENT', 'dossier', 'Dokumentet e dosjes', 'Documents of the dossier'),
  ('INSPECTION', 'oversight', 'Inspektimi', 'Inspection'),
  ('CONTROL_FILE', 'oversight', 'Dosja e kontrollit', 'Control file'),
  ('MONITORING_NOTE', 'oversight', 'Shënimi i monitorimit të punonjësit', 'Note on a monitored worker'),
  ('BREACH_FILE', 'oversight', 'Dosja e shkeljes së të dhënave', 'Breach file'),
  ('MONTHLY_LIST', 'reports', 'Lista mujore', 'Monthly list'),
  ('REPORT', 'reports', 'Raporti periodik', 'Periodic report'),
  ('STATISTICS', 'reports', 'Statistika e përmbledhur', 'Aggregated statistics'),
  ('ACCOUNT_PROPOSAL', 'access', 'Propozimi për përdorues', 'Proposal of a user'),
  ('APPLICATION', 'exchange', 'Aplikimi i vet i familjes', 'Own application of a family')) as o (code, feature, sq, en);

-- Whoever works on a case does so while it is open and for that purpose; supervision reads for its own.
-- Inspection and control go on when a case is closed.
select access.declare_policy(p.role, p.act, o.object, p.relations::text[],
  case when o.object = 'BREACH_FILE' then '{RECORD,NOTES}' else '{RECORD,IDENTITY,HEALTH,BIOLOGICAL_FAMILY,FOSTER_FAMILY,NOTES}' end::text[],
  p.ground,
  purposes => case
    when p.role in ('SHSSH_REG', 'SHSSH_HQ') then '{SUPERVISION}'
    when p.act <> 'READ' and p.role in ('NJMF_HEAD', 'QARK_SW') then '{CASE_WORK}'
    else '{ANY}' end::text[],
  states => case
    when p.act <> 'READ' and o.object in ('PLAN', 'ACTIVITY', 'VISIT', 'REVIEW', 'TASK', 'DOCUMENT') then '{OPEN}'
    else '{OPEN,CLOSED}' end::text[])
from (values
  ('PMF', 'READ', '{PLAN,ACTIVITY,VISIT,REVIEW,DOCUMENT}', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', 'VKM-2026 n.8/2/a'),
  ('PMF', 'PLAN', '{PLAN,ACTIVITY,VISIT,REVIEW}', '{OWN_CASE,OWN_UNIT}', 'VKM-2026 n.8/2/a'),
  ('PMF', 'CREATE', '{DOCUMENT}', '{OWN_CASE,OWN_UNIT}', 'VKM-2026 n.8/2/a, n.6/3/b'),
  ('PMF', 'READ', '{TASK}', '{OWN_CASE}', 'VKM-2026 n.8/2/a'),
  ('PMF', 'PLAN', '{TASK}', '{OWN_CASE}', 'VKM-2026 n.8/2/a'),
  ('NJMF_HEAD', 'READ', '{PLAN,ACTIVITY,VISIT,REVIEW,DOCUMENT,TASK}', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', 'VKM-2026 n.8/2/a'),
  ('NJMF_HEAD', 'PLAN', '{PLAN,ACTIVITY,VISIT,REVIEW,TASK}', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', 'VKM-2026 n.8/2/a'),
  ('NJMF_HEAD', 'APPROVE', '{PLAN,REVIEW}', '{OWN_UNIT,MUNICIPALITY}', 'VKM-2026 n.8/2/a'),
  ('NJMF_HEAD', 'CREATE', '{DOCUMENT}', '{OWN_UNIT,MUNICIPALITY}', 'VKM-2026 n.8/2/a, n.6/3/b'),
  ('NVNR_SW', 'READ', '{PLAN,ACTIVITY,VISIT,REVIEW,DOCUMENT}', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}', 'VKM-136 p.10/a'),
  ('NVNR_SW', 'PLAN', '{PLAN,ACTIVITY,VISIT,REVIEW}', '{OWN_CASE,OWN_UNIT}', 'VKM-2026 n.3/1/b'),
  ('NVNR_SW', 'CREATE', '{DOCUMENT}', '{OWN_CASE,OWN_UNIT}', 'VKM-136 p.10/a'),
  ('BASHKI_SOC_DIR', 'READ', '{PLAN,ACTIVITY,VISIT,REVIEW,DOCUMENT}', '{OWN_UNIT,MUNICIPALITY}', 'VKM-2026 n.4/2'),
  ('QARK_SW', 'READ', '{PLAN,VISIT,REVIEW}', '{QARK}', 'VKM-136 p.10/b'),
  ('QARK_SW', 'EVALUATE', '{REVIEW}', '{QARK}', 'VKM-136 p.10/b'),
  ('SHSSH_REG', 'READ', '{PLAN,VISIT,REVIEW}', '{QARK}', 'VKM-2026 n.8/2/b'),
  ('SHSSH_REG', 'EVALUATE', '{REVIEW}', '{QARK}', 'VKM-2026 n.8/2/b'),
  ('SHSSH_HQ', 'READ', '{PLAN,VISIT,REVIEW}', '{NATIONAL}', 'VKM-2026 n.8/2/c'),
  ('PROVIDER_HEAD', 'READ', '{PLAN,ACTIVITY,VISIT,REVIEW,DOCUMENT,TASK}', '{INSTITUTION}', 'VKM-2026 n.8/2/ç'),
  ('PROVIDER_HEAD', 'EVALUATE', '{REVIEW}', '{INSTITUTION}', 'VKM-2026 n.8/2/ç'),
  ('PROVIDER_HEAD', 'PLAN', '{PLAN,ACTIVITY,VISIT,TASK}', '{INSTITUTION}', 'VKM-2026 n.8/2/ç'),
  ('PROVIDER_CM', 'READ', '{PLAN,ACTIVITY,VISIT,TASK}', '{OWN_CASE}', 'VKM-136 p.10/dh'),
  ('PROVIDER_CM', 'PLAN', '{PLAN,ACTIVITY,TASK}', '{OWN_CASE}', 'VKM-136 p.10/dh'),
  ('INSPECTOR', 'READ', '{PLAN,ACTIVITY,VISIT,REVIEW,DOCUMENT,INSPECTION}', '{MANDATE}', 'VKM-2026 n.8/2/d(1)'),
  ('INSPECTOR', 'CREATE', '{INSPECTION}', '{MANDATE}', 'VKM-2026 n.8/2/d(1)'),
  ('SHSSH_CONTROL', 'READ', '{PLAN,ACTIVITY,VISIT,REVIEW,DOCUMENT,CONTROL_FILE}', '{MANDATE}', 'VKM-2026 n.11/2'),
  ('SHSSH_CONTROL', 'CREATE', '{CONTROL_FILE}', '{MANDATE}', 'VKM-2026 n.11/5'),
  ('DPO', 'READ', '{BREACH_FILE}', '{NONE}', 'VKM-2026 n.11/4/c'),
  ('DPO', 'CREATE', '{BREACH_FILE}', '{NONE}', 'VKM-2026 n.11/4/c'),
  ('CITIZEN', 'READ', '{APPLICATION}', '{OWN_CASE}', 'VKM-2026 n.6/2/a'),
  ('CITIZEN', 'CREATE', '{APPLICATION}', '{OWN_CASE}', 'VKM-2026 n.6/2/a')
) as p (role, act, objects, relations, ground), unnest(p.objects::text[]) as o (object);

-- Statistics are lists without identity, reports and analysis; whatever else a role does, it does for
-- another purpose (n.10/5).
select access.declare_policy(p.role, p.act, o.object, p.relations::text[], '{RECORD}', p.ground,
  purposes => case
    when p.role = 'ASHDMF_MON' and p.act in ('READ', 'MONITOR') then '{MONITORING}'
    when p.role = 'MIN_POLICY' and p.act = 'APPROVE' then '{POLICY}'
    else '{ANY}' end::text[])
from (values
  ('ASHDMF_MON', 'READ', '{PLAN,VISIT,REVIEW,MONITORING_NOTE}', '{MONITORED,OWN_CASE}', 'VKM-2026 n.8/2/d(2)'),
  ('ASHDMF_MON', 'MONITOR', '{MONITORING_NOTE}', '{MONITORED}', 'VKM-2026 n.8/2/d(2)'),
  ('ASHDMF_MON', 'REPORT', '{REPORT,STATISTICS}', '{NONE}', 'VKM-2026 n.6/5'),
  ('ASHDMF_MON', 'ANALYSE', '{STATISTICS}', '{NONE}', 'VKM-2026 n.6/5'),
  ('PMF', 'REPORT', '{REPORT}', '{OWN_CASE}', 'VKM-2026 n.10/4'),
  ('NJMF_HEAD', 'REPORT', '{REPORT}', '{OWN_UNIT,MUNICIPALITY}', 'VKM-2026 n.10/4'),
  ('NVNR_SW', 'REPORT', '{REPORT}', '{OWN_UNIT,MUNICIPALITY}', 'VKM-2026 n.10/4'),
  ('BASHKI_SOC_DIR', 'REPORT', '{REPORT}', '{OWN_UNIT,MUNICIPALITY}', 'VKM-2026 n.10/4'),
  ('BASHKI_SOC_DIR', 'CREATE', '{ACCOUNT_PROPOSAL}', '{NONE}', 'VKM-2026 n.6/1/d'),
  ('QARK_SW', 'REPORT', '{REPORT}', '{QARK}', 'VKM-136 p.10/b'),
  ('SHSSH_REG', 'LIST', '{MONTHLY_LIST}', '{QARK}', 'VKM-136 p.10/c'),
  ('SHSSH_REG', 'REPORT', '{REPORT,STATISTICS}', '{QARK}', 'VKM-2026 n.8/2/b'),
  ('SHSSH_HQ', 'LIST', '{MONTHLY_LIST}', '{NATIONAL}', 'VKM-136 p.10/ç'),
  ('SHSSH_HQ', 'REPORT', '{REPORT,STATISTICS}', '{NATIONAL}', 'VKM-2026 n.8/2/c'),
  ('SHSSH_HQ', 'ANALYSE', '{STATISTICS}', '{NATIONAL}', 'VKM-2026 n.8/2/c'),
  ('SHSSH_ADMIN', 'REPORT', '{REPORT}', '{NONE}', 'VKM-2026 n.6/4/c'),
  ('SHSSH_CONTROL', 'REPORT', '{REPORT}', '{NONE}', 'VKM-2026 n.11/5'),
  ('PROVIDER_HEAD', 'REPORT', '{REPORT}', '{INSTITUTION}', 'VKM-2026 n.10/4'),
  ('INSPECTOR', 'LIST', '{MONTHLY_LIST}', '{NATIONAL}', 'VKM-136 p.10/e'),
  ('INSPECTOR', 'REPORT', '{REPORT}', '{NATIONAL}', 'VKM-2026 n.8/2/d(1)'),
  ('MIN_POLICY', 'REPORT', '{REPORT,STATISTICS}', '{NONE}', 'VKM-2026 n.8/2/dh'),
  ('MIN_POLICY', 'ANALYSE', '{STATISTICS}', '{NONE}', 'VKM-2026 n.8/2/dh'),
  ('MIN_POLICY', 'APPROVE', '{MATRIX}', '{NONE}', 'VKM-2026 n.12/2'),
  ('STAT_EXT', 'REPORT', '{STATISTICS}', '{NONE}', 'VKM-136 p.13'),
  ('DPO', 'REPORT', '{REPORT}', '{NONE}', 'VKM-2026 n.11/4/c')
) as p (role, act, objects, relations, ground), unnest(p.objects::text[]) as o (object);

-- Technical administration (AKSHI) has the machines and no data.
select access.declare_policy('AKSHI_OPS', 'READ', o.code, access.terms('RELATION'), access.terms('GROUP'),
  'VKM-2026 n.2/4', states => access.terms('STATE'), effect => 'FORBID')
from access.object o;

-- Who hides an address and who shows it again (I-15): whoever works with the person hides it, for a
-- danger does not wait; the head of the unit lifts it. Who reads it stands in 005; who reads it, and
-- nobody else, corrects it.
select access.declare_object('PROTECTION', 'persons', 'Mbrojtja e adresës', 'Protection of an address');
select access.declare_permission('persons.protect-address', 'MODIFY', 'PROTECTION');
select access.declare_permission('persons.lift-protection', 'APPROVE', 'PROTECTION');

select access.declare_policy(r.role, 'MODIFY', 'PROTECTION', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}',
  '{RECORD,IDENTITY}', 'VKM-2026 n.9/2', purposes => '{CASE_WORK}', states => '{OPEN}')
from (values ('PMF'), ('NJMF_HEAD')) as r (role);
select access.declare_policy('NJMF_HEAD', 'APPROVE', 'PROTECTION', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}',
  '{RECORD,IDENTITY,PROTECTED_ADDRESS}', 'VKM-2026 n.9/2', purposes => '{CASE_WORK}', states => '{OPEN}');

select access.declare_policy('PMF', 'MODIFY', 'PERSON', '{OWN_CASE}', '{PROTECTED_ADDRESS}',
  'VKM-2026 n.9/2', purposes => '{CASE_WORK}', states => '{OPEN}');
select access.declare_policy('NJMF_HEAD', 'MODIFY', 'PERSON', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}',
  '{PROTECTED_ADDRESS}', 'VKM-2026 n.9/2', purposes => '{CASE_WORK}', states => '{OPEN}');

-- Who sees people under a pseudonym opens one by name, with a reason.
select access.declare_object('IDENTITY', 'persons', 'Identiteti i hapur', 'Identified opening');
select access.declare_permission('persons.open-identity', 'READ', 'IDENTITY');
select access.declare_policy('ASHDMF_MON', 'READ', 'IDENTITY', '{MONITORED,OWN_CASE}', '{RECORD,IDENTITY}',
  'VKM-2026 n.8/2/d(2)', purposes => '{MONITORING}');
select access.declare_policy('MIN_POLICY', 'READ', 'IDENTITY', '{NATIONAL,OWN_CASE}', '{RECORD,IDENTITY}',
  'VKM-2026 n.8/2/dh', purposes => '{POLICY}');

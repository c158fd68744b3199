-- The head of the unit says in whose hands a case is, and hands it over to another unit.
select access.declare_object('HANDS', 'cases', 'Caktimi i rastit', 'Assignment of a case');
select access.declare_object('TRANSFER', 'cases', 'Kalimi i rastit', 'Transfer of a case');
select access.declare_permission('cases.assign', 'ADMINISTER', 'HANDS');
select access.declare_permission('cases.transfer', 'APPROVE', 'TRANSFER');
select access.declare_policy('NJMF_HEAD', p.act, p.object, '{OWN_UNIT,MUNICIPALITY}',
  '{RECORD,FOSTER_FAMILY,NOTES,COURT}', 'VKM-2026 n.6/3/a, n.8/2/a')
from (values ('ADMINISTER', 'HANDS'), ('APPROVE', 'TRANSFER')) as p (act, object);

-- Who proposes an erasure and who approves it. Neither decision names anybody (G-15, G-16): the head of
-- the unit that has the person's records proposes, for the decision is served on the unit; the
-- data-protection officer, who has no part in the case, approves.
select access.declare_object('ERASURE', 'persons', 'Fshirja e personit', 'Erasure of a person');
select access.declare_permission(p.code, p.act, 'ERASURE')
from (values ('persons.propose-erasure', 'CREATE'), ('persons.approve-erasure', 'APPROVE'),
  ('persons.erasures', 'READ')) as p (code, act);

select access.declare_policy('NJMF_HEAD', a.act, 'ERASURE', '{OWN_UNIT,MUNICIPALITY}', '{RECORD}',
  'VKM-2026 n.9/1, Ligji 124/2024')
from (values ('CREATE'), ('READ')) as a (act);
select access.declare_policy('DPO', a.act, 'ERASURE', '{NATIONAL}', '{RECORD}', 'Ligji 124/2024, VKM-2026 n.11/4/c')
from (values ('APPROVE'), ('READ')) as a (act);

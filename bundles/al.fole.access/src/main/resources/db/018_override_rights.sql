-- Who seals, who unseals and who judges (I-16, I-20). Nobody proposes and approves: the rule is in the
-- row of each unsealing, not in the roles.
select access.declare_object(o.code, 'access', o.sq, o.en)
from (values ('SEAL', 'Dosjet e vulosura', 'Sealed records'),
  ('OVERRIDE', 'Aksesi i jashtëzakonshëm', 'Break-glass access')) as o (code, sq, en);
select access.declare_permission(p.code, p.act, p.object)
from (values ('access.seal', 'ADMINISTER', 'SEAL'), ('access.unseal', 'UNSEAL', 'SEAL'),
  ('access.approve-unsealing', 'APPROVE', 'SEAL'), ('access.unsealings', 'READ', 'SEAL'),
  ('access.break-glass', 'BREAK_GLASS', 'OVERRIDE'), ('access.notices', 'READ', 'OVERRIDE'),
  ('access.review', 'APPROVE', 'OVERRIDE')) as p (code, act, object);

select access.declare_policy('NJMF_HEAD', a.act, 'SEAL', '{OWN_UNIT,MUNICIPALITY}', '{RECORD}', 'VKM-2026 n.9/2')
from (values ('ADMINISTER'), ('UNSEAL'), ('APPROVE'), ('READ')) as a (act);
select access.declare_policy('BASHKI_SOC_DIR', a.act, 'SEAL', '{OWN_UNIT,MUNICIPALITY}', '{RECORD}', 'VKM-2026 n.9/2')
from (values ('APPROVE'), ('READ')) as a (act);

select access.declare_policy(r.role, 'BREAK_GLASS', 'OVERRIDE', '{NONE}', '{RECORD}', 'VKM-2026 n.9/5')
from (values ('PMF'), ('NJMF_HEAD'), ('NVNR_SW')) as r (role);
select access.declare_policy(r.role, a.act, 'OVERRIDE', '{NONE}', '{RECORD,NOTES}', 'VKM-2026 n.11/2/c')
from (values ('NJMF_HEAD'), ('BASHKI_SOC_DIR'), ('DPO')) as r (role),
  (values ('READ'), ('APPROVE')) as a (act);

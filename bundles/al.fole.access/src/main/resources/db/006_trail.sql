-- Who may read the trail (R-90, R-97): auditors the log itself, which names people by handles only;
-- the head of a unit who looked at a child of the unit.
select access.declare_grant(r.role, 'audit.read', 'VKM-2026 n.11/1')
from (values ('SHSSH_HQ'), ('SHSSH_ADMIN')) as r (role);

select access.declare_grant(r.role, 'audit.disclosures', 'VKM-2026 n.8/1')
from (values ('NJMF_HEAD'), ('SHSSH_HQ')) as r (role);

-- Who may see and change which release of the module is in force: the registry administrator, who
-- reaches no record of a child. Technical administration (AKSHI, VKM-2026 n.2/4) has no login here:
-- it holds the machine and the list of signers, he the order.
select access.declare_grant('SHSSH_ADMIN', p.permission, 'VKM-2026 n.2/4, n.3/4')
from (values ('releases.view'), ('releases.change')) as p (permission);

-- What reached a regional directorate or the general directorate goes on from there to the unit that
-- is to take it up (referimi në nivel vendor, rajonal ose qendror).
select access.declare_grant(r.role, 'cases.redirect', 'VKM-2026 n.3/1/c')
from (values ('SHSSH_REG'), ('SHSSH_HQ')) as r (role);

-- Who may do what with people (nivelet e aksesit). The registry administrator has no row here.
select access.declare_grant(r.role, p.permission, 'VKM-2026 n.8/2/a')
from (values ('PMF'), ('NJMF_HEAD')) as r (role),
  (values ('persons.register'), ('persons.correct'), ('persons.view'), ('persons.search'),
    ('persons.match'), ('persons.history'), ('persons.refer')) as p (permission);

select access.declare_grant('SHSSH_REG', p.permission, 'VKM-2026 n.8/2/b')
from (values ('persons.view'), ('persons.search')) as p (permission);

select access.declare_grant('SHSSH_HQ', p.permission, 'VKM-2026 n.8/2/c')
from (values ('persons.view'), ('persons.search')) as p (permission);

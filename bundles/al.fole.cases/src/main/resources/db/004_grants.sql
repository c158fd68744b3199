-- Who may do what with cases (nivelet e aksesit). The registry administrator has no row here.
select access.declare_grant(r.role, p.permission, 'VKM-2026 n.8/2/a')
from (values ('PMF'), ('NJMF_HEAD')) as r (role),
  (values ('cases.refer'), ('cases.screen'), ('cases.assess'), ('cases.decide'), ('cases.view'),
    ('cases.list'), ('cases.history')) as p (permission);

-- What the head of the unit answers for himself.
select access.declare_grant('NJMF_HEAD', p.permission, 'VKM-2026 n.8/2/a')
from (values ('cases.answer'), ('cases.decide-emergency'), ('cases.close')) as p (permission);

select access.declare_grant('SHSSH_REG', p.permission, 'VKM-2026 n.8/2/b')
from (values ('cases.view'), ('cases.list')) as p (permission);

select access.declare_grant('SHSSH_HQ', p.permission, 'VKM-2026 n.8/2/c')
from (values ('cases.view'), ('cases.list')) as p (permission);

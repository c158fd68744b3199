-- Who may do what with families and placements (nivelet e aksesit). Only the head of a unit decides;
-- supervision reads lists and views; the registry administrator has no row here.
select access.declare_grant(r.role, p.permission, 'VKM-2026 n.8/2/a')
from (values ('PMF'), ('NJMF_HEAD')) as r (role),
  (values ('families.apply'), ('families.assess'), ('families.place'), ('families.end'),
    ('families.view'), ('families.list'), ('families.placements'), ('families.history'))
    as p (permission);

select access.declare_grant('NJMF_HEAD', 'families.decide', 'VKM-2026 n.4/3/c');

select access.declare_grant('SHSSH_REG', p.permission, 'VKM-2026 n.8/2/b')
from (values ('families.view'), ('families.list'), ('families.placements')) as p (permission);

select access.declare_grant('SHSSH_HQ', p.permission, 'VKM-2026 n.8/2/c')
from (values ('families.view'), ('families.list'), ('families.placements')) as p (permission);

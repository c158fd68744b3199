-- The access matrix is data (R-25): what a role may do, for which purposes and how far it reaches,
-- each row with the article it rests on and its validity.

-- Here every right is given by name, none by default.
alter default privileges in schema access revoke all on tables from fole_app, fole_jobs;

create table access.role (
  code text primary key check (code ~ '^[A-Z][A-Z_]{1,31}$'),
  reach text not null check (reach in ('MUNICIPALITY', 'QARK', 'NATIONAL', 'NONE')),
  sq text not null,
  en text not null,
  ground text not null,
  valid_from date not null default date '2026-01-01',
  valid_to date check (valid_to >= valid_from)
);

create table access.purpose (
  code text primary key check (code ~ '^[A-Z][A-Z_]{1,31}$'),
  sq text not null,
  en text not null,
  ground text not null
);

create table access.role_purpose (
  role text not null references access.role (code),
  purpose text not null references access.purpose (code),
  place smallint not null check (place >= 1),
  ground text not null,
  valid_from date not null default date '2026-01-01',
  valid_to date check (valid_to >= valid_from),
  primary key (role, purpose, valid_from)
);

create table access.permission_grant (
  role text not null references access.role (code),
  permission text not null check (permission ~ '^[a-z]{1,20}\.[a-z-]{1,30}$'),
  ground text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  primary key (role, permission, valid_from)
);

-- For the migrations of features. The same grant again changes nothing; one that was ended stays ended.
create function access.declare_grant(
  role text, permission text, ground text, valid_from date default date '2026-01-01'
) returns void
language sql as $$
  insert into access.permission_grant (role, permission, ground, valid_from)
  values ($1, $2, $3, $4)
  on conflict do nothing
$$;
revoke execute on function access.declare_grant(text, text, text, date) from public;

-- The matrix changes by migrations, not by requests.
grant select on access.role, access.purpose, access.role_purpose, access.permission_grant
  to fole_app, fole_jobs;

insert into access.role (code, reach, sq, en, ground) values
  ('PMF', 'MUNICIPALITY', 'Punonjës për Mbrojtjen e Fëmijës', 'Child-protection worker', 'VKM-2026 n.8/2/a'),
  ('NJMF_HEAD', 'MUNICIPALITY', 'Drejtues i NJMF', 'Head of the child-protection unit', 'VKM-2026 n.8/2/a'),
  ('SHSSH_REG', 'QARK', 'Drejtoria rajonale e SHSSH', 'Regional directorate of the State Social Service', 'VKM-2026 n.8/2/b'),
  ('SHSSH_HQ', 'NATIONAL', 'Drejtoria e Përgjithshme e SHSSH', 'General Directorate of the State Social Service', 'VKM-2026 n.8/2/c'),
  ('SHSSH_ADMIN', 'NONE', 'Administrator i regjistrit', 'Registry administrator', 'VKM-2026 n.3/4');

insert into access.purpose (code, sq, en, ground) values
  ('CASE_WORK', 'Puna me rastin', 'Case work', 'VKM-2026 n.3/1/b'),
  ('SUPERVISION', 'Mbikëqyrja dhe raportimi', 'Supervision and reporting', 'VKM-2026 n.8/2/b'),
  ('ADMINISTRATION', 'Administrimi i llogarive', 'Administration of accounts', 'VKM-2026 n.3/4');

insert into access.role_purpose (role, purpose, place, ground) values
  ('PMF', 'CASE_WORK', 1, 'VKM-2026 n.8/2/a'),
  ('NJMF_HEAD', 'CASE_WORK', 1, 'VKM-2026 n.8/2/a'),
  ('NJMF_HEAD', 'SUPERVISION', 2, 'VKM-2026 n.8/2/a'),
  ('SHSSH_REG', 'SUPERVISION', 1, 'VKM-2026 n.8/2/b'),
  ('SHSSH_HQ', 'SUPERVISION', 1, 'VKM-2026 n.8/2/c'),
  ('SHSSH_ADMIN', 'ADMINISTRATION', 1, 'VKM-2026 n.3/4');

select access.declare_grant('SHSSH_ADMIN', 'access.administer', 'VKM-2026 n.3/4');

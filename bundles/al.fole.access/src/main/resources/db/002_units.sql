-- Organisation units (njësitë organizative): one child-protection unit a municipality, one regional
-- directorate a county and the general directorate. A parent that has units of its own overrides
-- and adds to them; none is ever removed.

create table access.unit (
  code text primary key check (code ~ '^[A-Z0-9-]{1,16}$'),
  kind text not null,
  municipality text check (municipality ~ '^[0-9]{2}$'),
  qark text check (qark ~ '^AL-[0-9]{2}$'),
  name text not null,
  contact text,
  check (municipality is null or qark is not null)
);
create index unit_municipality on access.unit (municipality);
create index unit_qark on access.unit (qark);

-- Versions of what has no row of its own; also the lock of whoever changes it.
create table access.counter (
  name text primary key,
  id uuid not null unique,
  version bigint not null check (version >= 0)
);

grant select on access.unit, access.counter to fole_app;
grant select, insert, update on access.unit, access.counter to fole_jobs;

insert into access.counter (name, id, version) values
  ('units', '0b5d1c9e-64f2-8e13-9a70-5f1d7c2b8a01', 0),
  ('sessions', '0b5d1c9e-64f2-8e13-9a70-5f1d7c2b8a02', 0);

insert into access.unit (code, kind, municipality, qark, name)
  select 'B' || m.code, 'NJMF', m.code, m.qark, 'NJMF ' || m.name from reference.municipality m;
insert into access.unit (code, kind, qark, name)
  select 'Q-' || q.code, 'SHSSH_REG', q.code, 'Drejtoria Rajonale e SHSSH ' || q.name from reference.qark q;
insert into access.unit (code, kind, name)
  values ('N', 'SHSSH_HQ', 'Drejtoria e Përgjithshme e Shërbimit Social Shtetëror');

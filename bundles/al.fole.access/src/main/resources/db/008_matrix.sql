-- The access matrix as one table (nivelet e aksesit, VKM-136 p.10, VKM-2026 n.8/2): article x role x
-- act x object x relation x state x field group x purpose x effect. A row is one sentence of the
-- approved manual; a cell is one element of the product of its lists. What no row permits is denied,
-- and a row that forbids wins over every row that permits. Features declare their own rows; nobody
-- serving requests changes any here.

create table access.act (
  code text primary key check (code ~ '^[A-Z][A-Z_]{1,31}$'),
  writes boolean not null,
  sq text not null,
  en text not null
);

-- Kinds of record; the feature is the part of the register that keeps them, or will.
create table access.object (
  code text primary key check (code ~ '^[A-Z][A-Z_]{1,31}$'),
  feature text not null check (feature ~ '^[a-z]{1,20}$'),
  sq text not null,
  en text not null
);

-- What a feature asks for is an act on an object; an object without one is not built yet.
create table access.permission (
  code text primary key check (code ~ '^[a-z]{1,20}\.[a-z-]{1,30}$'),
  act text not null references access.act (code),
  object text not null references access.object (code)
);

-- The words of the remaining dimensions, in the order they are printed.
create table access.term (
  kind text not null check (kind in ('RELATION', 'STATE', 'GROUP', 'EFFECT')),
  code text not null check (code ~ '^[A-Z][A-Z_]{1,31}$'),
  place smallint not null,
  sq text not null,
  en text not null,
  primary key (kind, code)
);

create table access.policy (
  id uuid primary key default gen_random_uuid(),
  ground text not null,
  role text not null references access.role (code),
  act text not null references access.act (code),
  object text not null references access.object (code),
  relations text[] not null,
  states text[] not null,
  groups text[] not null,
  purposes text[] not null,
  effect text not null check (effect in ('PERMIT', 'FORBID')),
  manual text not null default '1',
  valid_from date not null default date '2026-01-01',
  valid_to date check (valid_to >= valid_from),
  unique (role, act, object, relations, states, groups, purposes, effect, valid_from)
);

grant select on access.act, access.object, access.permission, access.term, access.policy
  to fole_app, fole_jobs;

-- Hosts compare this version in each request and read the matrix again when it has moved.
insert into access.counter (name, id, version) values
  ('matrix', '0b5d1c9e-64f2-8e13-9a70-5f1d7c2b8a03', 1);

create function access.matrix_changed() returns trigger
language plpgsql security definer set search_path = access as $$
begin
  update access.counter set version = version + 1 where name = 'matrix';
  return null;
end
$$;
revoke execute on function access.matrix_changed() from public;

create function access.terms(kind text) returns text[]
language sql stable parallel safe as $$
  select array_agg(t.code order by t.code) from access.term t where t.kind = $1
$$;

-- A row says each word once, in one order, and only words there are. Within one role, act, object,
-- purpose and field group what is permitted must stay relations x states, because a statement is
-- given the one and the other and not their pairs.
create function access.guard_policy() returns trigger
language plpgsql as $$
begin
  new.relations := (select array_agg(distinct w order by w) from unnest(new.relations) w);
  new.states := (select array_agg(distinct w order by w) from unnest(new.states) w);
  new.groups := (select array_agg(distinct w order by w) from unnest(new.groups) w);
  new.purposes := (select array_agg(distinct w order by w) from unnest(new.purposes) w);
  if not coalesce(new.relations <@ access.terms('RELATION') and new.states <@ access.terms('STATE')
      and new.groups <@ access.terms('GROUP')
      and new.purposes <@ (select array_agg(p.code) || 'ANY'::text from access.purpose p), false) then
    raise exception 'policy-words: % % % says a word that is none', new.role, new.act, new.object
      using errcode = '23514';
  end if;
  if new.effect = 'PERMIT' and 'SEALED' = any (new.states) then
    raise exception 'policy-sealed: no row permits what is sealed' using errcode = '23514';
  end if;
  if new.effect = 'FORBID' and new.relations <> access.terms('RELATION')
      and new.states <> access.terms('STATE') then
    raise exception 'states-differ: a row that forbids names all relations or all states'
      using errcode = '23514';
  end if;
  if new.effect = 'PERMIT' and exists (
      select 1 from access.policy p
       where p.role = new.role and p.act = new.act and p.object = new.object and p.id <> new.id
         and p.effect = 'PERMIT' and p.groups && new.groups
         and (p.purposes && new.purposes or 'ANY' = any (p.purposes || new.purposes))
         and daterange(p.valid_from, p.valid_to, '[]') && daterange(new.valid_from, new.valid_to, '[]')
         and p.relations <> new.relations and p.states <> new.states) then
    raise exception 'states-differ: % % % is permitted in other states by another relation',
      new.role, new.act, new.object using errcode = '23514';
  end if;
  return new;
end
$$;
create trigger guard_policy before insert or update on access.policy
  for each row execute function access.guard_policy();

create trigger matrix_changed after insert or update or delete on access.act
  for each statement execute function access.matrix_changed();
create trigger matrix_changed after insert or update or delete on access.object
  for each statement execute function access.matrix_changed();
create trigger matrix_changed after insert or update or delete on access.permission
  for each statement execute function access.matrix_changed();
create trigger matrix_changed after insert or update or delete on access.policy
  for each statement execute function access.matrix_changed();
create trigger matrix_changed after insert or update or delete on access.role
  for each statement execute function access.matrix_changed();
create trigger matrix_changed after insert or update or delete on access.role_purpose
  for each statement execute function access.matrix_changed();
create trigger matrix_changed after insert or update or delete on access.purpose
  for each statement execute function access.matrix_changed();
create trigger matrix_changed after insert or update or delete on access.unit
  for each statement execute function access.matrix_changed();

-- For the migrations of features. The same again changes nothing; a row that was ended stays ended.
create function access.declare_object(code text, feature text, sq text, en text) returns void
language sql as $$
  insert into access.object (code, feature, sq, en) values ($1, $2, $3, $4) on conflict do nothing
$$;

create function access.declare_permission(code text, act text, object text) returns void
language sql as $$
  insert into access.permission (code, act, object) values ($1, $2, $3) on conflict do nothing
$$;

create function access.declare_policy(
  role text, act text, object text, relations text[], groups text[], ground text,
  purposes text[] default '{ANY}', states text[] default '{OPEN,CLOSED}',
  effect text default 'PERMIT', valid_from date default date '2026-01-01'
) returns void
language sql as $$
  insert into access.policy
    (role, act, object, relations, groups, ground, purposes, states, effect, valid_from)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  on conflict do nothing
$$;

revoke execute on function access.declare_object(text, text, text, text) from public;
revoke execute on function access.declare_permission(text, text, text) from public;
revoke execute on function access.declare_policy(
  text, text, text, text[], text[], text, text[], text[], text, date) from public;

insert into access.act (code, writes, sq, en) values
  ('READ', false, 'Lexim', 'Read'),
  ('LIST', false, 'Gjenerim listash', 'Lists'),
  ('REPORT', false, 'Raporte statistikore', 'Reports'),
  ('ANALYSE', false, 'Analizim', 'Analyse'),
  ('CREATE', true, 'Shkrim', 'Write'),
  ('EVALUATE', true, 'Vlerësim', 'Evaluate'),
  ('APPROVE', true, 'Miratim', 'Approve'),
  ('MODIFY', true, 'Modifikim', 'Modify'),
  ('PLAN', true, 'Plotësim i planit dhe i veprimtarive', 'Plan and activities'),
  ('MONITOR', true, 'Monitorim', 'Monitor'),
  ('ADMINISTER', true, 'Administrim', 'Administer'),
  ('UNSEAL', true, 'Hapje e së vulosurës', 'Unseal'),
  ('BREAK_GLASS', true, 'Akses i jashtëzakonshëm', 'Break-glass');

insert into access.term (kind, code, place, sq, en) values
  ('RELATION', 'OWN_CASE', 1, 'rasti i vet', 'own case'),
  ('RELATION', 'OWN_UNIT', 2, 'njësia e vet', 'own unit'),
  ('RELATION', 'MUNICIPALITY', 3, 'bashkia', 'municipality'),
  ('RELATION', 'QARK', 4, 'qarku', 'county'),
  ('RELATION', 'INSTITUTION', 5, 'institucioni i vet', 'own institution'),
  ('RELATION', 'NATIONAL', 6, 'i gjithë vendi', 'national'),
  ('RELATION', 'MONITORED', 7, 'punonjësi i monitoruar', 'monitored worker'),
  ('RELATION', 'MANDATE', 8, 'kontrolli ose inspektimi i hapur', 'open control or inspection'),
  ('RELATION', 'FORMER_UNIT', 9, 'njësia e mëparshme, periudha e vet', 'former unit, its own period'),
  ('RELATION', 'NONE', 10, 'pa lidhje me një dosje', 'no record needed'),
  ('STATE', 'OPEN', 1, 'e hapur', 'open'),
  ('STATE', 'CLOSED', 2, 'e mbyllur', 'closed'),
  ('STATE', 'SEALED', 3, 'e vulosur', 'sealed'),
  ('GROUP', 'RECORD', 1, 'të dhënat e dosjes', 'record'),
  ('GROUP', 'IDENTITY', 2, 'identiteti', 'identity'),
  ('GROUP', 'PROTECTED_ADDRESS', 3, 'adresa e mbrojtur', 'protected address'),
  ('GROUP', 'HEALTH', 4, 'shëndeti', 'health'),
  ('GROUP', 'COURT', 5, 'gjykata', 'court'),
  ('GROUP', 'FINANCE', 6, 'financat', 'finance'),
  ('GROUP', 'BIOLOGICAL_FAMILY', 7, 'familja biologjike', 'biological family'),
  ('GROUP', 'FOSTER_FAMILY', 8, 'familja kujdestare', 'foster family'),
  ('GROUP', 'REFERRER', 9, 'referuesi', 'referrer'),
  ('GROUP', 'ALLEGATION', 10, 'dyshimi për dhunë', 'allegation'),
  ('GROUP', 'ADOPTION', 11, 'birësimi', 'adoption'),
  ('GROUP', 'NOTES', 12, 'shënimet', 'notes'),
  ('EFFECT', 'PERMIT', 1, 'lejohet', 'permitted'),
  ('EFFECT', 'FORBID', 2, 'ndalohet', 'forbidden');

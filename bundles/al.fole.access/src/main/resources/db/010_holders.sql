-- A subject is in scope of units, and now of holders too: an account it is assigned to, a mandate
-- that was given over it, each for a time if one is said. How it stands (open, closed, sealed) is a
-- row of its own. The second wall learns both.

alter table access.scope
  alter column unit drop not null,
  add column holder uuid,
  add column until timestamptz,
  add constraint scope_whose check ((unit is null) <> (holder is null)) not valid;
alter table access.scope validate constraint scope_whose;
grant update (until) on access.scope to fole_app, fole_jobs;

-- A subject without a row is open.
create table access.standing (
  subject uuid primary key,
  state text not null check (state in ('OPEN', 'CLOSED', 'SEALED')),
  since timestamptz not null
);
grant select, insert, update (state, since) on access.standing to fole_app, fole_jobs;

-- Which holders besides himself an account answers for: workers it monitors, mandates it has open.
create table access.charge (
  charge_row bigint generated always as identity primary key,
  account uuid not null,
  holder uuid not null,
  charge text not null check (charge in ('MONITORED', 'MANDATE')),
  opened_on date not null,
  closed_on date check (closed_on >= opened_on)
);
create unique index charge_open on access.charge (account, holder) where closed_on is null;
grant select, insert, update (closed_on) on access.charge to fole_app, fole_jobs;

-- Sealed and not unsealed for whoever asks, until the time that was given.
create view access.sealed as
  select t.subject
    from access.standing t
   where t.state = 'SEALED'
     and not exists (
       select 1 from access.scope u
        where u.subject = t.subject and u.relation = 'UNSEALED' and u.holder = access.actor()
          and u.closed_on is null and u.until > now());
grant select on access.sealed to fole_app, fole_jobs;

create function access.span() returns text
language plpgsql stable parallel safe as $$
begin
  return (
    select coalesce(r.span, r.reach)
      from access.role r
      join access.unit u on u.code = nullif(current_setting('fole.unit', true), '')
     where r.code = nullif(current_setting('fole.role', true), '') and u.kind = any (r.kinds));
end
$$;

create or replace function access.national() returns boolean
language plpgsql stable parallel safe as $$
begin
  return coalesce(access.span() = 'NATIONAL', false);
end
$$;

create or replace function access.units() returns text[]
language plpgsql stable parallel safe as $$
declare
  own access.unit;
  span text := access.span();
begin
  select u.* into own from access.unit u where u.code = nullif(current_setting('fole.unit', true), '');
  return case span
    when 'MUNICIPALITY' then (
      select coalesce(array_agg(w.code), '{}') from access.unit w join access.unit_kind k on k.code = w.kind
       where w.municipality = own.municipality and k.territorial)
    when 'QARK' then (
      select coalesce(array_agg(w.code), '{}') from access.unit w join access.unit_kind k on k.code = w.kind
       where w.qark = own.qark and own.municipality is null and k.territorial)
    when 'INSTITUTION' then array[own.code]
    else '{}' end;
end
$$;

create function access.holders() returns uuid[]
language plpgsql stable parallel safe as $$
begin
  if access.actor() is null or coalesce(access.span(), 'NONE') = 'NONE' then
    return '{}';
  end if;
  return (
    select coalesce(array_agg(c.holder), '{}') || access.actor()
      from access.charge c
     where c.account = access.actor() and c.closed_on is null);
end
$$;

create or replace function access.administers() returns boolean
language plpgsql stable parallel safe as $$
begin
  return exists (
    select 1
      from access.policy p
     where p.role = nullif(current_setting('fole.role', true), '')
       and p.act = 'ADMINISTER' and p.object = 'ACCOUNT' and p.effect = 'PERMIT' and p.valid_to is null);
end
$$;

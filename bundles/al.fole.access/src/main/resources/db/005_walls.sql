-- The second wall: row-level security asks these functions, which read the context of the
-- transaction and the tables of this schema and know nothing of the predicate the first wall writes.
-- On a recycled connection a setting is '' and not null, hence the nullif.

create function access.actor() returns uuid
language sql stable parallel safe as $$
  select nullif(current_setting('fole.actor', true), '')::uuid
$$;

create function access.national() returns boolean
language sql stable parallel safe as $$
  select exists (
    select 1
      from access.role r
      join access.unit u on u.code = nullif(current_setting('fole.unit', true), '')
     where r.code = nullif(current_setting('fole.role', true), '')
       and r.reach = 'NATIONAL' and u.qark is null)
$$;

create function access.units() returns text[]
language sql stable parallel safe as $$
  select coalesce(array_agg(within_reach.code), '{}')
    from access.role r
    join access.unit u on u.code = nullif(current_setting('fole.unit', true), '')
    join access.unit within_reach
      on (r.reach = 'MUNICIPALITY' and within_reach.municipality = u.municipality)
      or (r.reach = 'QARK' and u.municipality is null and within_reach.qark = u.qark)
   where r.code = nullif(current_setting('fole.role', true), '')
$$;

create function access.administers() returns boolean
language sql stable parallel safe as $$
  select exists (
    select 1
      from access.permission_grant g
     where g.role = nullif(current_setting('fole.role', true), '')
       and g.permission = 'access.administer' and g.valid_to is null)
$$;

alter table access.account enable row level security, force row level security;
alter table access.credential enable row level security, force row level security;
alter table access.session enable row level security, force row level security;

create policy account_read on access.account for select to fole_app
  using (id = (select access.actor()) or (select access.administers()));
create policy account_create on access.account for insert to fole_app
  with check ((select access.administers()));
create policy account_change on access.account for update to fole_app
  using (id = (select access.actor()) or (select access.administers()));
create policy account_jobs on access.account to fole_jobs using (true) with check (true);

create policy credential_read on access.credential for select to fole_app
  using (account = (select access.actor()) or (select access.administers()));
create policy credential_create on access.credential for insert to fole_app
  with check ((select access.administers()));
create policy credential_change on access.credential for update to fole_app
  using (account = (select access.actor()) or (select access.administers()));
create policy credential_jobs on access.credential to fole_jobs using (true) with check (true);

create policy session_read on access.session for select to fole_app
  using (who = (select access.actor()) or (select access.administers()));
create policy session_create on access.session for insert to fole_app
  with check (who = (select access.actor()));
create policy session_change on access.session for update to fole_app
  using (who = (select access.actor()) or (select access.administers()));
create policy session_jobs on access.session to fole_jobs using (true) with check (true);

-- Nobody gives himself a role, a unit or a purpose (I-20); of his own state he changes only that he
-- has set his first password.
create function access.guard_own_account() returns trigger
language plpgsql as $$
begin
  if new.id = access.actor()
     and ((new.name, new.role, new.unit, new.purposes) is distinct from (old.name, old.role, old.unit, old.purposes)
          or (new.state <> old.state and not (old.state = 'INVITED' and new.state = 'ACTIVE'))) then
    raise exception 'nobody changes the rights of his own account' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger guard_own_account before update on access.account
  for each row execute function access.guard_own_account();

-- The roles of an account, each in a unit and for a time (R-91). access.account keeps the first of
-- them, for older versions beside us.

-- Roles of which more is demanded: a second factor, and a grant by two persons.
create table access.privileged_role (
  role text primary key references access.role (code),
  ground text not null
);
insert into access.privileged_role (role, ground)
  select r.code, 'VKM-2026 n.9/3' from access.role r
   where r.code in ('SHSSH_HQ', 'SHSSH_ADMIN', 'SHSSH_CONTROL', 'INSPECTOR', 'ASHDMF_MON', 'MIN_POLICY', 'DPO', 'AUDITOR');

create table access.account_role (
  id uuid primary key,
  account uuid not null references access.account (id) deferrable initially deferred,
  role text not null references access.role (code),
  unit text not null references access.unit (code),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  approved_by uuid,
  approved_at timestamptz,
  check ((approved_by is null) = (approved_at is null))
);
create index account_role_account on access.account_role (account);

-- The owner of a table with forced row-level security sees none of its rows.
alter table access.account no force row level security;
insert into access.account_role
    (id, account, role, unit, valid_from, proposed_by, proposed_at, approved_by, approved_at)
  select gen_random_uuid(), a.id, a.role, a.unit, a.created_at, a.created_by, a.created_at, a.created_by, a.created_at
    from access.account a;
alter table access.account force row level security;

grant select on access.privileged_role to fole_app, fole_jobs;
grant select, insert, update on access.account_role to fole_app, fole_jobs;

alter table access.account_role enable row level security, force row level security;
create policy account_role_read on access.account_role for select to fole_app
  using (account = (select access.actor()) or (select access.administers()));
create policy account_role_create on access.account_role for insert to fole_app
  with check ((select access.administers()));
create policy account_role_change on access.account_role for update to fole_app
  using ((select access.administers()));
create policy account_role_jobs on access.account_role to fole_jobs using (true) with check (true);

-- Nobody gives himself a role (I-20), and nobody approves in another's name.
create function access.guard_own_roles() returns trigger
language plpgsql as $$
begin
  if new.account = access.actor() then
    raise exception 'nobody changes the roles of his own account' using errcode = '42501';
  end if;
  if new.approved_by is not null and new.approved_by <> access.actor()
     and (tg_op = 'INSERT' or new.approved_by is distinct from old.approved_by) then
    raise exception 'nobody approves in the name of another' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger guard_own_roles before insert or update on access.account_role
  for each row execute function access.guard_own_roles();

-- What an older version writes into access.account becomes a role; ours writes the role first.
create function access.keep_roles() returns trigger
language plpgsql as $$
begin
  if not exists (select 1 from access.account_role r
                  where r.account = new.id and r.role = new.role and r.unit = new.unit
                    and (r.valid_to is null or r.valid_to > now())) then
    update access.account_role set valid_to = greatest(now(), valid_from)
     where account = new.id and (valid_to is null or valid_to > now());
    insert into access.account_role
        (id, account, role, unit, valid_from, proposed_by, proposed_at, approved_by, approved_at)
      values (gen_random_uuid(), new.id, new.role, new.unit, now(), coalesce(access.actor(), new.created_by),
              now(), coalesce(access.actor(), new.created_by), now());
  end if;
  return null;
end
$$;
create trigger keep_roles_created after insert on access.account
  for each row execute function access.keep_roles();
create trigger keep_roles_assigned after update of role, unit on access.account
  for each row when ((new.role, new.unit) is distinct from (old.role, old.unit))
  execute function access.keep_roles();

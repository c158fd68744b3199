-- A suspension is for a time (VKM-2026 n.11/4/b): it may say when it ends, and then it ends by itself,
-- to the second, in the state the account had before.

alter table access.account add column suspended_until timestamptz, add column suspended_from text,
  add constraint account_suspended check (
    (suspended_until is null) = (suspended_from is null)
    and suspended_from in ('INVITED', 'ACTIVE', 'LIMITED')) not valid;
alter table access.account validate constraint account_suspended;

-- The state of an account at a time. An older version beside us knows the suspension only.
create function access.state_at(state text, until timestamptz, before text, at timestamptz) returns text
language sql immutable parallel safe as $$
  select case when $1 = 'SUSPENDED' and $2 <= $4 then $3 else $1 end
$$;

-- Whoever changes the state without a word on the end, as older versions do, means no end.
create function access.keep_suspension() returns trigger
language plpgsql as $$
begin
  if new.state <> old.state and new.suspended_until is not distinct from old.suspended_until then
    new.suspended_until := null;
    new.suspended_from := null;
  end if;
  return new;
end
$$;
create trigger keep_suspension before update of state on access.account
  for each row execute function access.keep_suspension();

-- Of his own account one ends no suspension either; one that is over may be written down as over.
create or replace function access.guard_own_account() returns trigger
language plpgsql as $$
declare
  before text := access.state_at(old.state, old.suspended_until, old.suspended_from, access.business_time());
begin
  if new.id = access.actor()
     and ((new.name, new.role, new.unit, new.purposes, new.training_number, new.training_on, new.training_until)
            is distinct from
          (old.name, old.role, old.unit, old.purposes, old.training_number, old.training_on, old.training_until)
          or (new.state <> before and not (before = 'INVITED' and new.state = 'ACTIVE'))
          or ((new.suspended_until, new.suspended_from) is distinct from (old.suspended_until, old.suspended_from)
              and (before = 'SUSPENDED' or new.suspended_until is not null))) then
    raise exception 'nobody changes the rights of his own account' using errcode = '42501';
  end if;
  return new;
end
$$;

-- The second wall of a change of the matrix names the columns it reads of a role's limit, so that a
-- column to come does not change what it compares. What it allows is what it allowed.

create or replace function access.guard_matrix_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, access as $$
declare
  actor uuid := nullif(current_setting('fole.actor', true), '')::uuid;
  bounds text[];
  data boolean;
  writes text[];
begin
  if tg_op = 'INSERT' then
    if new.state <> 'PROPOSED' or new.proposed_by is distinct from actor then
      raise exception 'matrix-change: proposed by whoever acts' using errcode = '42501';
    end if;
    return new;
  end if;
  if old.state <> 'PROPOSED' or new.state = 'PROPOSED' or new.decided_by is distinct from actor then
    raise exception 'matrix-change: decided once, by whoever acts' using errcode = '42501';
  end if;
  if new.state = 'REJECTED' then
    return new;
  end if;
  if old.proposed_by = actor then
    raise exception 'matrix-change: nobody approves what he proposed' using errcode = '42501';
  end if;
  if not exists (select 1 from manual m where m.number = old.manual and m.ministry_on is not null
      and m.valid_from <= new.decided_on) then
    raise exception 'matrix-change: the manual is not approved' using errcode = '42501';
  end if;
  if old.kind = 'END' then
    update policy set valid_to = greatest(valid_from, new.decided_on - 1), ended_at = clock_timestamp()
     where id = old.policy and ended_at is null;
  else
    select l.relations, l.data, l.writes into bounds, data, writes
      from role_limit l where l.role = old.role;
    if old.effect = 'PERMIT' and (bounds is null or not (old.relations <@ bounds)
        or (not data and old.groups <> '{RECORD}')
        or (not old.object = any (writes) and (select a.writes from act a where a.code = old.act))) then
      raise exception 'matrix-change: beyond the limit of the role' using errcode = '42501';
    end if;
    insert into policy (id, ground, role, act, object, relations, states, groups, purposes, effect,
        manual, valid_from, valid_to)
      values (old.policy, old.ground, old.role, old.act, old.object, old.relations, old.states,
        old.groups, old.purposes, old.effect, old.manual, old.valid_from, old.valid_to);
  end if;
  return new;
end
$$;

-- By the second wall, too, an administrator is who a row permits it today, by the business clock,
-- and no row forbids it: a row to come does not count yet, one with an end counts until then.

create function access.business_time() returns timestamptz
language plpgsql stable parallel safe as $$
begin
  return (select now() + make_interval(secs => c.shift_seconds) from store.clock c);
end
$$;

create or replace function access.administers() returns boolean
language plpgsql stable parallel safe as $$
declare
  asked text := nullif(current_setting('fole.role', true), '');
  declared text := nullif(current_setting('fole.purpose', true), '');
  today date := (access.business_time() at time zone 'Europe/Tirane')::date;
begin
  return exists (
      select 1
        from access.policy p
       where p.role = asked and p.act = 'ADMINISTER' and p.object = 'ACCOUNT' and p.effect = 'PERMIT'
         and p.ended_at is null and p.valid_from <= today and (p.valid_to is null or p.valid_to >= today))
    and not exists (
      select 1
        from access.policy p
       where p.role = asked and p.act = 'ADMINISTER' and p.object = 'ACCOUNT' and p.effect = 'FORBID'
         and 'RECORD' = any (p.groups) and ('ANY' = any (p.purposes) or declared = any (p.purposes))
         and p.ended_at is null and p.valid_from <= today and (p.valid_to is null or p.valid_to >= today));
end
$$;

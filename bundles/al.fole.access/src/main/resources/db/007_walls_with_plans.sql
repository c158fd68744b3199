-- The same answers as before. A function in SQL that reads a table is parsed and planned anew for
-- every statement it guards: placing a child asked 38 times, which cost more than all it did. A
-- function in PL/pgSQL keeps its plans for as long as the connection lives.

create or replace function access.national() returns boolean
language plpgsql stable parallel safe as $$
begin
  return exists (
    select 1
      from access.role r
      join access.unit u on u.code = nullif(current_setting('fole.unit', true), '')
     where r.code = nullif(current_setting('fole.role', true), '')
       and r.reach = 'NATIONAL' and u.qark is null);
end
$$;

create or replace function access.units() returns text[]
language plpgsql stable parallel safe as $$
begin
  return (
    select coalesce(array_agg(within_reach.code), '{}')
      from access.role r
      join access.unit u on u.code = nullif(current_setting('fole.unit', true), '')
      join access.unit within_reach
        on (r.reach = 'MUNICIPALITY' and within_reach.municipality = u.municipality)
        or (r.reach = 'QARK' and u.municipality is null and within_reach.qark = u.qark)
     where r.code = nullif(current_setting('fole.role', true), ''));
end
$$;

create or replace function access.administers() returns boolean
language plpgsql stable parallel safe as $$
begin
  return exists (
    select 1
      from access.permission_grant g
     where g.role = nullif(current_setting('fole.role', true), '')
       and g.permission = 'access.administer' and g.valid_to is null);
end
$$;

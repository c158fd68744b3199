-- Whether something is held back about a person on a day: a control, an inspection, an allegation. Who
-- erases asks it. The holds are the trail's (audit.hold); where that part never was, nothing is held.
create function access.held(person uuid, day date) returns boolean
language plpgsql stable as $$
begin
  if to_regclass('audit.hold') is null then
    return false;
  end if;
  return exists (
    select 1 from audit.hold h
     where h.person = $1 and h.closed_on is null and h.until >= $2);
end
$$;

update access.role_limit set writes = writes || '{ERASURE}'::text[] where role = 'DPO';

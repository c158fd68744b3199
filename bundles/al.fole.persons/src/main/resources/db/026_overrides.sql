-- Openings past the matrix that speak of a person: break-glass, and unsealings of what was sealed. What
-- was given as their reason has a key of its own; whoever erases the person destroys it too. Read from
-- the trail, which tells whom an opening was about.
create function persons.overrides_of(person uuid) returns setof uuid
language plpgsql stable as $$
declare
  seals uuid[];
begin
  return query
    select e.record
      from journal.event_subject s join journal.event e on e.entry = s.entry
     where s.subject = $1 and e.type in ('access.glass-broken', 'access.unsealing-decided')
       and e.record is not null;
  select coalesce(array_agg(e.record), '{}') into seals
    from journal.event_subject s join journal.event e on e.entry = s.entry
   where s.subject = $1 and e.type = 'access.record-sealed';
  if cardinality(seals) > 0 then
    return query
      select e.record from journal.event e
       where e.type = 'access.unsealing-proposed' and (e.facts ->> 'seal')::uuid = any (seals);
  end if;
end
$$;

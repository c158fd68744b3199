-- A referral that was answered holds its child no longer, but speaks of him: it is sealed with him. Those
-- of children who were sealed before are settled here.
insert into access.standing as t (subject, state, since)
  select distinct s.via, 'SEALED', now()
    from access.standing c
    join access.scope s on s.subject = c.subject and s.relation in ('CASE', 'REFERRED')
   where c.state = 'SEALED'
     and exists (select 1 from access.scope o where o.subject = s.via and o.closed_on is null)
  on conflict (subject) do update set state = excluded.state, since = excluded.since
   where t.state <> 'SEALED';

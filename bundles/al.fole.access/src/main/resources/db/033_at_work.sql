-- Whether whoever acts may still act, by the rows as they are when a statement begins: a request that
-- waited for a lock asks once more (VKM-2026 n.11/4/b). Sessions and accounts nobody has here, as
-- those of jobs, are not asked about.
create function access.at_work() returns boolean
language plpgsql stable parallel safe as $$
declare
  -- Of this moment: the transaction may have begun long before.
  at timestamptz := clock_timestamp() + (access.business_time() - now());
begin
  return not exists (
    select 1
      from access.session s
      left join access.account a on s.origin = 'ACCOUNT' and a.id = s.who
     where s.id = nullif(current_setting('fole.session', true), '')::uuid
       and (s.ended_at is not null
         or access.state_at(a.state, a.suspended_until, a.suspended_from, at)
            not in ('INVITED', 'ACTIVE', 'LIMITED')
         or (a.id is not null
           and not exists (
             select 1 from access.account_role r
              where r.account = a.id and r.role = s.role and r.unit = s.unit
                and r.approved_at is not null and (r.valid_to is null or r.valid_to > at)))));
end
$$;

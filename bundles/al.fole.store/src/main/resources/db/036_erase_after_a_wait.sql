-- An erasure asks for the lock of its person once it has destroyed his key, and may wait for whoever is
-- just changing him: what he wrote is there by then and has to go too. So the same transaction may
-- erase again what it has erased; another one may not, as before.
create or replace function store.erase(subject uuid, person uuid, coarse jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  alone uuid[];
begin
  insert into store.erasure as e (subject, person) values ($1, $2)
    on conflict on constraint erasure_pkey do update set person = e.person
      where e.xid = pg_current_xact_id();
  if not found then
    raise unique_violation using message = 'it is erased already', schema = 'store',
      table = 'erasure', constraint = 'erasure_pkey';
  end if;
  update store.subject_key k set wrapped = null, erased_at = clock_timestamp()
   where k.id = $1 and k.wrapped is not null;
  select coalesce(array_agg(s.entry), '{}') into alone
    from journal.event_subject s
   where s.subject = $1 and not exists (
     select 1 from journal.event_subject o where o.entry = s.entry and o.subject <> $1);
  delete from journal.detail d where d.subject = $1 or d.entry = any (alone);
  update journal.event v set
      salt = decode(repeat('00', 32), 'hex'),
      facts = case when v.record = $1 then v.facts || (
          select coalesce(jsonb_object_agg(c.key,
              replace(c.value, 'YYYY', left(v.facts ->> c.key, 4))), '{}')
            from jsonb_each_text($3) c where v.facts ? c.key) else v.facts end,
      municipality = case when v.record = $1 then null else v.municipality end
   where v.entry = any (alone);
end
$$;

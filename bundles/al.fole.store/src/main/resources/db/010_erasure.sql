-- Erasure by the legal act. The key of a subject is destroyed, and with it whatever was sealed under
-- it; the salts of the rows that speak of nobody else are overwritten, so that no commitment in the
-- log can be tried with a guess any more. Entries, leaves and seals stay as they were: every proof holds.
-- It holds only together with its entry: a transaction that destroys a key and records no erasure of
-- that person fails at its end, whoever runs it.

-- subject: whose key is gone. person: whom the entry of the erasure names; the subject itself, or the
-- person a protected address was of.
create table store.erasure (
  subject uuid primary key,
  person uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  erased_at timestamptz not null default clock_timestamp()
);
create index erasure_xid on store.erasure (xid);
revoke all on store.erasure from fole_app, fole_jobs;
grant select on store.erasure to fole_app, fole_jobs;

create function store.erasure_has_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (
      select 1 from journal.entry e
        join journal.event v on v.entry = e.id
        join journal.event_subject s on s.entry = e.id
       where e.xid = pg_current_xact_id() and v.type = 'persons.erased' and s.subject = new.person) then
    raise exception 'no key is destroyed without the entry of the erasure' using errcode = 'FO003';
  end if;
  return null;
end
$$;
create constraint trigger erasure_has_entry after insert or update on store.erasure
  deferrable initially deferred for each row execute function store.erasure_has_entry();

-- A key goes by an erasure of the same transaction and in no other way.
create function store.key_goes_by_erasure() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (
      select 1 from store.erasure a where a.subject = old.id and a.xid = pg_current_xact_id()) then
    raise exception 'a key is destroyed by an erasure only' using errcode = 'FO003';
  end if;
  return null;
end
$$;
create constraint trigger key_goes_by_erasure after update of wrapped on store.subject_key
  deferrable initially deferred for each row
  when (old.wrapped is not null and new.wrapped is null)
  execute function store.key_goes_by_erasure();
create constraint trigger key_stays after delete on store.subject_key
  deferrable initially deferred for each row
  when (old.wrapped is not null)
  execute function store.key_goes_by_erasure();

-- Destroys the key of a subject and what of the trail speaks of him alone.
-- subject: a person, or what has a key of its own; person: as above.
-- coarse: what the facts of the person's own record say from now on, where they say anything of it;
-- YYYY-01-01 stands for the first day of the year they said.
create function store.erase(subject uuid, person uuid, coarse jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  alone uuid[];
begin
  insert into store.erasure (subject, person) values ($1, $2);
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
revoke execute on function store.erase(uuid, uuid, jsonb) from public;
grant execute on function store.erase(uuid, uuid, jsonb) to fole_app, fole_jobs;

-- Whose keys this transaction has destroyed: the second walls let it reach what is left of them.
create function store.erasing() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if pg_current_xact_id_if_assigned() is null then
    return '{}';
  end if;
  return (select coalesce(array_agg(a.subject), '{}') from store.erasure a
           where a.xid = pg_current_xact_id_if_assigned());
end
$$;
revoke execute on function store.erasing() from public;
grant execute on function store.erasing() to fole_app, fole_jobs;

-- Whether a record of a kind that speaks of the subject is still running: its last event is neither of
-- a type nor in a state that ends it. Read from the trail, so that it does not matter which features
-- are there.
create function journal.running(subject uuid, kind text, types text[], states text[]) returns boolean
language plpgsql stable as $$
begin
  return exists (
    select 1 from journal.event_subject s join journal.event e on e.entry = s.entry
     where s.subject = $1 and e.record_kind = $2 and e.record_version is not null
       and not exists (
         select 1 from journal.event n where n.record = e.record and n.record_version > e.record_version)
       and e.type <> all ($3) and coalesce(e.facts ->> 'state', '') <> all ($4));
end
$$;
revoke execute on function journal.running(uuid, text, text[], text[]) from public;
grant execute on function journal.running(uuid, text, text[], text[]) to fole_app, fole_jobs;

-- No change without its entry, whoever makes it (decision 0027). A feature's migration declares each
-- of its tables, either watched or not, with the reason; a deferred trigger then asks at COMMIT for
-- the entry of the same transaction.
create table journal.watched (
  table_name text primary key,
  record_column text,
  version_column text,
  kind text check (kind ~ '^[a-z][a-z-]{1,30}$'),
  derived text[] not null,
  removable boolean not null,
  check (version_column is null or record_column is not null and kind is not null)
);

create table journal.unwatched (
  table_name text primary key,
  reason text not null check (length(reason) between 10 and 200)
);

-- Work past the product: by a migration, or by hand. One row for each transaction and table; told
-- once an entry says so. What it did to versions of records stands in hand_record.
create table journal.hand (
  id uuid primary key default gen_random_uuid(),
  xid xid8 not null default pg_current_xact_id(),
  table_name text not null,
  db_user text not null,
  reason text not null,
  at timestamptz not null default clock_timestamp(),
  told_at timestamptz
);
create index hand_xid on journal.hand (xid);
create index hand_untold on journal.hand (at) where told_at is null;

create table journal.hand_record (
  record uuid not null,
  version bigint not null check (version >= 1),
  kind text not null,
  hand uuid not null,
  primary key (record, version)
);
create index hand_record_hand on journal.hand_record (hand);

-- A change without an entry: refused, unless the owner or a superuser has said why in fole.by_hand.
create function journal.by_hand(changed regclass, record uuid, version bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  why text := nullif(current_setting('fole.by_hand', true), '');
  act uuid;
begin
  if why is null or not pg_has_role(session_user,
      (select c.relowner from pg_class c where c.oid = changed), 'member') then
    raise exception 'a change of % has no entry in the journal', changed
      using errcode = 'FO010', schema = split_part(changed::text, '.', 1),
        table = split_part(changed::text, '.', 2), constraint = 'entered';
  end if;
  if why !~ '^[a-z][A-Za-z0-9._/:-]*( [0-9][A-Za-z0-9._/:-]*)?$' or length(why) not between 3 and 64 then
    raise exception 'fole.by_hand must be a reference of 3 to 64 letters: a word in small letters, then perhaps a number' using errcode = 'FO011';
  end if;
  select h.id into act from journal.hand h
    where h.xid = pg_current_xact_id() and h.table_name = changed::text and h.told_at is null;
  if act is null then
    insert into journal.hand (table_name, db_user, reason)
      values (changed::text, 'db:' || session_user, why) returning id into act;
  end if;
  if version is not null then
    insert into journal.hand_record (record, version, kind, hand)
      select record, version, w.kind, act from journal.watched w where w.table_name = changed::text
      on conflict do nothing;
  end if;
end
$$;
revoke execute on function journal.by_hand(regclass, uuid, bigint) from public;

create function journal.refuse_truncate() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception '%.% is not emptied', tg_table_schema, tg_table_name using errcode = 'FO012';
end
$$;

-- Watches a table. With record and version: each version of a row has its entry in the transaction
-- that writes it. With a record only: the transaction has an entry of that record. With neither: it
-- has an entry. "derived" columns follow another record and may change with any entry beside them.
-- Rows of a "removable" table may be deleted under the same rule, of another never. To watch it
-- again under another rule replaces the rule. The trigger fires in every session_replication_role.
create function journal.watch(watched text, record_column text default null,
  version_column text default null, kind text default null, derived text[] default '{}',
  removable boolean default false) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  checker text := 'entered_' || replace(watched, '.', '_');
  same constant text := 'n.xid = pg_current_xact_id()';
  any_entry constant text := 'exists (select from journal.entry n where ' || same || ')';
  bound text := any_entry;
  copies text := '';
begin
  if version_column is not null then
    bound := format('exists (select from journal.event e where e.record = r.%I and e.record_version'
      ' = r.%I and exists (select from journal.entry n where n.id = e.entry and %s))',
      record_column, version_column, same);
  elsif record_column is not null then
    bound := format('exists (select from journal.entry n join journal.event e on e.entry = n.id'
      ' where %s and e.record = r.%I and e.record_version is not null)', same, record_column);
  end if;
  if derived <> '{}' then
    select string_agg(format('r.%1$I := old.%1$I;', c), ' ') into copies from unnest(derived) c;
    copies := format('if tg_op = ''UPDATE'' and %s then %s if r operator(pg_catalog.*=) old then'
      ' return null; end if; r := new; end if;', any_entry, copies);
  end if;
  execute format($f$
    create or replace function journal.%I() returns trigger
    language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off as $g$
    declare
      r record;
    begin
      if tg_op = 'DELETE' then r := old; else r := new; end if;
      if (tg_op <> 'DELETE' or %s) and %s then
        return null;
      end if;
      %s
      perform journal.by_hand(tg_relid, %s, %s);
      return null;
    end
    $g$ $f$,
    checker, removable::text, bound, copies,
    coalesce('r.' || quote_ident(record_column), 'null'),
    coalesce(replace('case when tg_op = ''INSERT'' then r.v when tg_op = ''UPDATE'' and'
      ' new.v <> old.v then r.v end', '.v', '.' || quote_ident(version_column)), 'null'));
  if not exists (select from pg_trigger
      where tgrelid = watched::regclass and tgname = 'entered') then
    execute format('create constraint trigger entered after insert or update or delete on %s'
      ' deferrable initially deferred for each row execute function journal.%I()', watched, checker);
    execute format('create trigger not_truncated before truncate on %s'
      ' for each statement execute function journal.refuse_truncate()', watched);
    execute format('alter table %s enable always trigger entered,'
      ' enable always trigger not_truncated', watched);
  end if;
  insert into journal.watched as w
    values (watched, record_column, version_column, kind, derived, removable)
    on conflict (table_name) do update set record_column = excluded.record_column,
      version_column = excluded.version_column, kind = excluded.kind, derived = excluded.derived,
      removable = excluded.removable;
  delete from journal.unwatched u where u.table_name = watched;
end
$$;
revoke execute on function journal.watch(text, text, text, text, text[], boolean) from public;

-- Says why a table is not watched.
create function journal.leave(unwatched text, reason text) returns void
language sql set search_path = pg_catalog as $$
  insert into journal.unwatched values (unwatched::regclass::text, reason) on conflict do nothing
$$;
revoke execute on function journal.leave(text, text) from public;

-- Where rows and journal disagree, of a table whose rows have versions: the newest entry is not of
-- the row's version, or one below has none. A switched-off trigger is found here.
create function journal.differences(watched text, most integer)
returns table (record uuid, row_version bigint, entry_version bigint, entries bigint)
language plpgsql stable set search_path = pg_catalog as $$
declare
  w journal.watched;
begin
  select * into w from journal.watched a where a.table_name = watched and a.version_column is not null;
  if w.table_name is null then
    return;
  end if;
  return query execute format('select t.%1$I, t.%2$I::bigint, coalesce(j.newest, 0), j.n from %3$s t'
    ' cross join lateral (select max(e.record_version) newest, count(*) n from journal.event e'
    ' where e.record = t.%1$I and e.record_version is not null) j'
    ' where j.newest is distinct from t.%2$I or j.n <> t.%2$I limit %4$s',
    w.record_column, w.version_column, w.table_name, most);
end
$$;
revoke execute on function journal.differences(text, integer) from public;
grant execute on function journal.differences(text, integer) to fole_jobs;

-- Tables whose trigger is missing, changed or switched off.
create view journal.unguarded as
  select w.table_name from journal.watched w
  where (select count(*) from pg_trigger t
    where t.tgrelid = to_regclass(w.table_name) and t.tgname in ('entered', 'not_truncated')
      and t.tgenabled = 'A') <> 2;

grant select on journal.watched, journal.unwatched, journal.unguarded to fole_app, fole_jobs;
grant select on journal.hand, journal.hand_record to fole_jobs;
grant update (told_at) on journal.hand to fole_jobs;

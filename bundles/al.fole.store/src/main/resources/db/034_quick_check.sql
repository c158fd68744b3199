-- The check at COMMIT, faster: the server no longer chooses a plan for each row (that was most of
-- what the check cost), and the order of its two look-ups is fixed by "offset 0": by record and
-- version, or by transaction, each through an index and then by key. What is asked stays the same.

-- Watches a table. With record and version: each version of a row has its entry in the transaction
-- that writes it. With a record only: the transaction has an entry of that record. With neither: it
-- has an entry. "derived" columns follow another record and may change with any entry beside them.
-- Rows of a "removable" table may be deleted under the same rule, of another never. To watch it
-- again under another rule replaces the rule. The trigger fires in every session_replication_role.
create or replace function journal.watch(watched text, record_column text default null,
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
      ' = r.%I and exists (select from journal.entry n where n.id = e.entry and %s offset 0))',
      record_column, version_column, same);
  elsif record_column is not null then
    bound := format('exists (select from journal.entry n where %s and exists (select from'
      ' journal.event e where e.entry = n.id and e.record = r.%I and e.record_version is not null'
      ' offset 0))', same, record_column);
  end if;
  if derived <> '{}' then
    select string_agg(format('r.%1$I := old.%1$I;', c), ' ') into copies from unnest(derived) c;
    copies := format('if tg_op = ''UPDATE'' and %s then %s if r operator(pg_catalog.*=) old then'
      ' return null; end if; r := new; end if;', any_entry, copies);
  end if;
  execute format($f$
    create or replace function journal.%I() returns trigger
    language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off
    set plan_cache_mode = force_generic_plan as $g$
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

select journal.watch(w.table_name, w.record_column, w.version_column, w.kind, w.derived, w.removable)
from journal.watched w;

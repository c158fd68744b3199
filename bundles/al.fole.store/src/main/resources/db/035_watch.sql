-- What the store keeps itself (decision 0027). A key is made and destroyed with an entry, the clock
-- of the business is moved with one. The lists of the law change by a migration, which is told.
select journal.watch(t) from unnest(array['store.subject_key', 'store.erasure', 'store.clock',
  'reference.qark', 'reference.municipality', 'reference.holiday', 'reference.code']) t;

select journal.leave(t, 'The trail itself: sealed, and checked before it is signed.')
from unnest(array['journal.entry', 'journal.event', 'journal.event_subject', 'journal.detail',
  'journal.sequence']) t;
select journal.leave(t, 'What this check itself keeps; its rows become entries.')
from unnest(array['journal.watched', 'journal.unwatched', 'journal.hand', 'journal.hand_record']) t;
select journal.leave('store.migration', 'History of migrations, written by the owner alone.');
select journal.leave('store.node', 'Leases of hosts; the numbers they give stand in the entries.');
select journal.leave('store.claim', 'Digests of repeated requests; nothing of a record.');
select journal.leave('store.cursor', 'How far followers have come; nothing of a record.');

-- The mode is written once, at the first start, and never changes.
create function store.keep_mode() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'a database keeps its mode' using errcode = 'FO013';
end
$$;
create trigger kept before update or delete or truncate on store.mode
  for each statement execute function store.keep_mode();
alter table store.mode enable always trigger kept;
select journal.leave('store.mode', 'Written at the first start; a trigger refuses every change of it.');

-- Each change of who may what has its entry (decision 0027), a password set past the product not
-- less than a role.
select journal.watch('access.account', 'id', 'version', 'account');
select journal.watch('access.unsealing', 'id', 'version', 'unsealing');
select journal.watch('access.break_glass', 'id', 'version', 'break-glass');
select journal.watch('access.manual', 'id', 'version', 'manual');
select journal.watch('access.matrix_change', 'id', 'version', 'matrix-change');
select journal.watch('access.' || t) from unnest(array['notice', 'account_person', 'account_role', 'credential',
  'second_factor', 'external_identity', 'session', 'scope', 'standing', 'charge', 'seal', 'unit',
  'role', 'purpose', 'role_purpose', 'permission_grant', 'act', 'object', 'permission',
  'term', 'policy', 'unit_kind', 'briefing', 'privileged_role', 'role_limit', 'article']) t;
select journal.leave('access.known_source', 'Where somebody came from before; the sign-in is the entry.');
select journal.leave('access.used_credential', 'Digests of tickets used once; the sign-in is the entry.');
select journal.leave('access.counter', 'Counts the changes of lists that are watched themselves.');

-- The release brought its manual before anything was watched: that version becomes an entry too.
with brought as (
  insert into journal.hand (table_name, db_user, reason)
    values ('access.manual', 'db:' || session_user, 'migration:access/020_manual.sql')
    returning id)
insert into journal.hand_record (record, version, kind, hand)
  select '0b5d1c9e-64f2-8e13-9a70-5f1d7c2b8a04', 1, 'manual', brought.id from brought;

-- Whoever compares rows and journal sees every row (journal.differences).
grant select on access.matrix_change to fole_jobs;

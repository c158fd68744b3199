-- no-transaction
-- Who looked at a case, found by the case; what is about a person is found by its subject.
create index concurrently if not exists event_case_read
  on journal.event (record) where record_version is null and record_kind = 'case';

-- no-transaction
-- What was refused of a record, found by the record: few entries, no cost for the others.
create index concurrently if not exists event_refused
  on journal.event (record) where record_version is null and (type like '%-refused' or type like '%-asked');

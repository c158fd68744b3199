-- Each change has its entry (decision 0027); the log is checked by its own means before it is signed.
select journal.watch('audit.enquiry', 'id', 'version', 'enquiry');
select journal.watch('audit.hold', 'id', 'version', 'hold');
select journal.watch('audit.release_rule');
select journal.watch('audit.anomaly_rule');

select journal.leave(t, 'State of a signed log, compared with what was signed.')
from unnest(array['audit.log', 'audit.later_log', 'audit.signing_key']) t;
select journal.leave(t, 'The tree over the entries, compared with its root.')
from unnest(array['audit.tile', 'audit.later_tile']) t;
select journal.leave(t, 'Signed by a key outside the database.')
from unnest(array['audit.checkpoint', 'audit.later_checkpoint', 'audit.evidence']) t;
select journal.leave(t, 'Made from the entries; it can be made anew at any time.')
from unnest(array['audit.trace', 'audit.trace_state']) t;
select journal.leave('audit.evidence_job', 'Which host has time-stamps made; nothing of a record.');

-- Whoever compares rows and journal sees every row (journal.differences).
create policy enquiry_jobs on audit.enquiry for select to fole_jobs using (true);

-- What is out of the ordinary (anomalitë), for the control body. A rule speaks of an account when the
-- sum of what it measures, over its acts within so many minutes, reaches the threshold.
create table audit.anomaly_rule (
  code text primary key check (code ~ '^[A-Z][A-Z_]{1,31}$'),
  measure text not null check (measure in ('PERSONS', 'REFUSALS', 'ACTS')),
  acts text[] not null,
  threshold integer not null check (threshold >= 1),
  minutes integer not null check (minutes between 1 and 1440),
  night_from time,
  night_until time,
  roles_not text[] not null default '{}',
  sq text not null,
  en text not null,
  ground text not null,
  valid_from date not null default date '2026-01-01',
  valid_to date check (valid_to >= valid_from),
  check ((night_from is null) = (night_until is null)),
  check (night_from > night_until)
);

insert into audit.anomaly_rule
  (code, measure, acts, threshold, minutes, night_from, night_until, sq, en, ground)
values
  ('MASS_READS', 'PERSONS', '{SEEN,EMERGENCY}', 500, 60, null, null,
   'Të dhënat e shumë personave u panë brenda një ore.',
   'The data of many persons were seen within an hour.', 'VKM-2026 n.11/3, n.9/2'),
  ('OUT_OF_SCOPE', 'REFUSALS', '{REFUSED}', 5, 1440, null, null,
   'Përpjekje të përsëritura jashtë të drejtave ose territorit brenda një dite.',
   'Repeated attempts outside right or territory within a day.', 'VKM-2026 n.11/3, n.9/3'),
  ('NIGHT_ACCESS', 'ACTS', '{SEEN}', 5, 420, '22:00', '05:00',
   'Dosje të para natën, pa akses emergjent.',
   'Files seen at night, without emergency access.', 'VKM-2026 n.11/3, n.9/3');

revoke insert, update on audit.anomaly_rule from fole_app, fole_jobs;

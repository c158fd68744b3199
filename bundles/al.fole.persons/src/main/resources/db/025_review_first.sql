-- Whoever opened a record past the matrix is judged before the reason he gave is gone.
insert into persons.erasure_bar (rule, record_kind, types, states, ground) values
  ('person-has-open-review', 'break-glass', '{access.break-glass-reviewed}', '{}', 'VKM-2026 n.11/2/c');

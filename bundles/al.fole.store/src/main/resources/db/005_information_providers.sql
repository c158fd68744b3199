-- Who gives information (dhënësit e informacionit). Every feature keeps with what was said who said
-- it, so this list stands here, as the municipalities do.
select reference.declare_code('information-provider', c.code, c.sq, c.en, 'VKM-2026 n.6/2')
from (values
  ('APPLICANT', 'Aplikuesi', 'Applicant'),
  ('FOSTER_FAMILY', 'Familja kujdestare', 'Foster family'),
  ('BIOLOGICAL_PARENT', 'Prindi biologjik', 'Biological parent'),
  ('CHILD', 'Fëmija', 'The child'),
  ('SOCIAL_WORKER', 'Punonjësi social', 'Social worker'),
  ('CASE_MANAGER', 'Menaxheri i rastit', 'Case manager'),
  ('PARENT_REGISTER', 'Regjistri kombëtar', 'National register')) as c (code, sq, en);

-- Which is the first code that its list lacks on a day, from 1; null when each stands in its list.
-- Municipalities (bashkitë) are a list too. A null is no code; what must be given, a rule says.
create function reference.unknown_code(lists text[], codes text[], day date) returns integer
language sql stable as $$
  select min(given.i)::integer
  from unnest(lists, codes) with ordinality as given (list, code, i)
  where given.code is not null
    and not exists (
      select 1 from reference.code c
      where c.list = given.list and c.code = given.code
        and c.valid_from <= day and (c.valid_to is null or day <= c.valid_to))
    and not exists (
      select 1 from reference.municipality m
      where given.list = 'municipality' and m.code = given.code)
$$;

-- Where a foster family lives is withheld while the address of one of its adults is protected (I-15):
-- its municipality, unit and file number give it away. The flag is copied from persons; reactions
-- keep it true, in the scope of the person.
alter table families.adult add column protected boolean not null default false;
comment on column families.adult.protected is 'copied from persons; reactions keep it true';

-- The second wall lets whoever protects a person reach the copies, by the person.
create policy adult_person_read on families.adult for select to fole_app
  using (exists (
    select 1 from access.scope s
     where s.subject = adult.person and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[])
         or s.holder = any ((select access.holders())::uuid[])) offset 0)
    and not exists (select 1 from access.sealed t where t.subject = adult.person offset 0));
create policy adult_person_change on families.adult for update to fole_app
  using (exists (
    select 1 from access.scope s
     where s.subject = adult.person and s.closed_on is null and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[])
         or s.holder = any ((select access.holders())::uuid[])) offset 0)
    and not exists (select 1 from access.sealed t where t.subject = adult.person offset 0));

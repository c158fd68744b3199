-- A family that was rejected or has left stands as closed: it is read, and would have to apply anew.
-- The owner of a table with forced row-level security sees none of its rows.
alter table families.family no force row level security;
insert into access.standing (subject, state, since)
  select f.id, 'CLOSED', now() from families.family f where f.state in ('REJECTED', 'WITHDRAWN')
  on conflict (subject) do nothing;
alter table families.family force row level security;

-- The second wall says so too.
create policy family_change_open on families.family as restrictive for update to fole_app
  using (not exists (
    select 1 from access.standing t where t.subject = family.id and t.state = 'CLOSED' offset 0));
create policy assessment_enter_open on families.assessment as restrictive for insert to fole_app
  with check (not exists (
    select 1 from access.standing t where t.subject = assessment.family and t.state = 'CLOSED' offset 0));
create policy approval_enter_open on families.approval as restrictive for insert to fole_app
  with check (not exists (
    select 1 from access.standing t where t.subject = approval.family and t.state = 'CLOSED' offset 0));

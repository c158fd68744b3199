-- The second wall. Families and all that belongs to them by the family's scope; a placement by its
-- case, and by the child, so that whoever corrects a birth date keeps the copies true.
alter table families.family enable row level security, force row level security;
alter table families.adult enable row level security, force row level security;
alter table families.assessment enable row level security, force row level security;
alter table families.approval enable row level security, force row level security;
alter table families.approval_care_type enable row level security, force row level security;
alter table families.place enable row level security, force row level security;
alter table families.placement enable row level security, force row level security;

create policy family_read on families.family for select to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = family.id and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy family_enter on families.family for insert to fole_app
  with check ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = family.id and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy family_change on families.family for update to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = family.id and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy family_jobs on families.family to fole_jobs using (true) with check (true);

create policy adult_read on families.adult for select to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = adult.family and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy adult_enter on families.adult for insert to fole_app
  with check ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = adult.family and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy adult_change on families.adult for update to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = adult.family and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy adult_jobs on families.adult to fole_jobs using (true) with check (true);

create policy assessment_read on families.assessment for select to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = assessment.family and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy assessment_enter on families.assessment for insert to fole_app
  with check ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = assessment.family and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy assessment_jobs on families.assessment to fole_jobs using (true) with check (true);

create policy approval_read on families.approval for select to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = approval.family and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy approval_enter on families.approval for insert to fole_app
  with check ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = approval.family and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy approval_jobs on families.approval to fole_jobs using (true) with check (true);

create policy approval_care_type_read on families.approval_care_type for select to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = approval_care_type.family and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy approval_care_type_enter on families.approval_care_type for insert to fole_app
  with check ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = approval_care_type.family and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy approval_care_type_jobs on families.approval_care_type to fole_jobs using (true) with check (true);

create policy place_read on families.place for select to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = place.family and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy place_enter on families.place for insert to fole_app
  with check ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = place.family and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy place_change on families.place for update to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = place.family and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy place_jobs on families.place to fole_jobs using (true) with check (true);

create policy placement_read on families.placement for select to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject in (placement.care_case, placement.child) and s.closed_on is null
       and s.unit = any ((select access.units())::text[])));
create policy placement_enter on families.placement for insert to fole_app
  with check ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = placement.care_case and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy placement_change on families.placement for update to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject in (placement.care_case, placement.child) and s.closed_on is null
       and s.unit = any ((select access.units())::text[])));
create policy placement_jobs on families.placement to fole_jobs using (true) with check (true);

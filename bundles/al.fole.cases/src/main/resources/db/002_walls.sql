-- The second wall. A referral is in scope by itself; assessments, decisions and care by their case.
-- Whoever opens a record may do so for another unit (a referral of the parent), never for none.
alter table cases.referral enable row level security, force row level security;
create policy referral_read on cases.referral for select to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = referral.id and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy referral_receive on cases.referral for insert to fole_app
  with check (exists (select 1 from access.scope s where s.subject = referral.id and s.closed_on is null));
create policy referral_change on cases.referral for update to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = referral.id and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy referral_jobs on cases.referral to fole_jobs using (true) with check (true);

alter table cases.care_case enable row level security, force row level security;
create policy case_read on cases.care_case for select to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = care_case.id and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy case_open on cases.care_case for insert to fole_app
  with check (exists (select 1 from access.scope s where s.subject = care_case.id and s.closed_on is null));
create policy case_change on cases.care_case for update to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = care_case.id and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy case_jobs on cases.care_case to fole_jobs using (true) with check (true);

alter table cases.assessment enable row level security, force row level security;
create policy assessment_all on cases.assessment to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = assessment.care_case and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy assessment_jobs on cases.assessment to fole_jobs using (true) with check (true);

alter table cases.decision enable row level security, force row level security;
create policy decision_all on cases.decision to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = decision.care_case and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy decision_jobs on cases.decision to fole_jobs using (true) with check (true);

alter table cases.care enable row level security, force row level security;
create policy care_all on cases.care to fole_app
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = care.care_case and s.closed_on is null and s.unit = any ((select access.units())::text[])));
create policy care_jobs on cases.care to fole_jobs using (true) with check (true);

-- The same walls as before, asked for each row by its key: "offset 0" says that what is inside is
-- not to be read whole. A plan that hashed it read every open row of the unit for one record, so
-- that each statement grew dearer with every case the unit had ever opened.

alter policy referral_read on cases.referral
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = referral.id and s.closed_on is null and s.unit = any ((select access.units())::text[]) offset 0));

alter policy referral_receive on cases.referral
  with check (exists (select 1 from access.scope s where s.subject = referral.id and s.closed_on is null offset 0));

alter policy referral_change on cases.referral
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = referral.id and s.closed_on is null and s.unit = any ((select access.units())::text[]) offset 0));

alter policy case_read on cases.care_case
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = care_case.id and s.closed_on is null and s.unit = any ((select access.units())::text[]) offset 0));

alter policy case_open on cases.care_case
  with check (exists (select 1 from access.scope s where s.subject = care_case.id and s.closed_on is null offset 0));

alter policy case_change on cases.care_case
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = care_case.id and s.closed_on is null and s.unit = any ((select access.units())::text[]) offset 0));

alter policy assessment_all on cases.assessment
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = assessment.care_case and s.closed_on is null and s.unit = any ((select access.units())::text[]) offset 0));

alter policy decision_all on cases.decision
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = decision.care_case and s.closed_on is null and s.unit = any ((select access.units())::text[]) offset 0));

alter policy care_all on cases.care
  using ((select access.national()) or exists (
    select 1 from access.scope s
     where s.subject = care.care_case and s.closed_on is null and s.unit = any ((select access.units())::text[]) offset 0));

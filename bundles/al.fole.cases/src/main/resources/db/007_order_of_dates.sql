-- No referral from before the child was born (I-11), in the row itself. Rows of an earlier version
-- carry no birth date; their days are looked at whenever the date is corrected.
alter table cases.referral add column child_birth_date date;
comment on column cases.referral.child_birth_date is 'copied from persons; a reaction keeps it true';
alter table cases.referral
  add constraint referral_born check (child_birth_date <= referred_on) not valid;
alter table cases.referral validate constraint referral_born;

-- The case opens before the child is assessed, and he is heard in the course of that.
alter table cases.care_case
  add constraint case_assessed_open check (assessed_on >= opened_on) not valid;
alter table cases.care_case validate constraint case_assessed_open;
alter table cases.assessment
  add constraint assessment_heard_after check (heard_on >= started_on) not valid;
alter table cases.assessment validate constraint assessment_heard_after;

-- The second wall lets whoever corrects a birth date reach the copies, by the child.
create policy referral_born_read on cases.referral for select to fole_app
  using (exists (
    select 1 from access.scope s
     where s.subject = referral.child and s.closed_on is null and s.unit = any ((select access.units())::text[]) offset 0));
create policy referral_born_change on cases.referral for update to fole_app
  using (exists (
    select 1 from access.scope s
     where s.subject = referral.child and s.closed_on is null and s.unit = any ((select access.units())::text[]) offset 0));

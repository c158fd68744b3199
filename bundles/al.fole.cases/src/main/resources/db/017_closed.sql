-- A closed case stands as closed: the matrix has rows for reading it and none for changing it. The
-- cases closed so far are settled here; a seal outlasts the closing.
-- The owner of a table with forced row-level security sees none of its rows.
alter table cases.care_case no force row level security;
insert into access.standing (subject, state, since)
  select c.id, 'CLOSED', now() from cases.care_case c where c.closed_on is not null
  on conflict (subject) do nothing;
alter table cases.care_case force row level security;

-- The second wall says so too: whoever passes it to read a closed case changes nothing of it.
create policy case_change_open on cases.care_case as restrictive for update to fole_app
  using (not exists (
    select 1 from access.standing t where t.subject = care_case.id and t.state = 'CLOSED' offset 0));
create policy assessment_enter_open on cases.assessment as restrictive for insert to fole_app
  with check (not exists (
    select 1 from access.standing t where t.subject = assessment.care_case and t.state = 'CLOSED' offset 0));
create policy assessment_change_open on cases.assessment as restrictive for update to fole_app
  using (not exists (
    select 1 from access.standing t where t.subject = assessment.care_case and t.state = 'CLOSED' offset 0));
create policy decision_enter_open on cases.decision as restrictive for insert to fole_app
  with check (not exists (
    select 1 from access.standing t where t.subject = decision.care_case and t.state = 'CLOSED' offset 0));
create policy decision_change_open on cases.decision as restrictive for update to fole_app
  using (not exists (
    select 1 from access.standing t where t.subject = decision.care_case and t.state = 'CLOSED' offset 0));
create policy care_enter_open on cases.care as restrictive for insert to fole_app
  with check (not exists (
    select 1 from access.standing t where t.subject = care.care_case and t.state = 'CLOSED' offset 0));
create policy care_change_open on cases.care as restrictive for update to fole_app
  using (not exists (
    select 1 from access.standing t where t.subject = care.care_case and t.state = 'CLOSED' offset 0));
create policy hands_enter_open on cases.hands as restrictive for insert to fole_app
  with check (not exists (
    select 1 from access.standing t where t.subject = hands.care_case and t.state = 'CLOSED' offset 0));
create policy hands_change_open on cases.hands as restrictive for update to fole_app
  using (not exists (
    select 1 from access.standing t where t.subject = hands.care_case and t.state = 'CLOSED' offset 0));

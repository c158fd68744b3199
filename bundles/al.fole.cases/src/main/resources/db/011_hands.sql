-- In whose hands a case is: the worker it is assigned to and the provider it is entrusted to. The
-- history is in the journal; what it opens is in access.scope.
create table cases.hands (
  care_case uuid primary key references cases.care_case (id),
  worker uuid,
  provider text,
  entrustment uuid check ((entrustment is null) = (provider is null))
);
comment on column cases.hands.entrustment is 'what the scope of the provider derives from';

alter table cases.hands enable row level security, force row level security;
create policy hands_all on cases.hands to fole_app
  using (exists (select 1 from cases.care_case c where c.id = hands.care_case offset 0));
create policy hands_jobs on cases.hands to fole_jobs using (true) with check (true);

-- The offer of a case to another child-protection unit (VKM-2026 n.6/3/a). Both units see the offer;
-- the case is the sending unit's until the other takes it, and each offer is answered once. What the
-- receiving head reads before stands in this row: who the child is does not.
create table cases.transfer (
  id uuid primary key,
  version bigint not null check (version > 0),
  care_case uuid not null references cases.care_case (id),
  child uuid not null,
  file_number text not null,
  risk text not null,
  unit text not null,
  municipality text not null,
  to_unit text not null,
  to_municipality text not null,
  state text not null check (state in ('OFFERED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')),
  reason bytea not null,
  offered_on date not null,
  offered_by uuid not null,
  answer bytea,
  decided_on date check (decided_on >= offered_on),
  decided_by uuid,
  constraint transfer_elsewhere check (unit <> to_unit),
  constraint transfer_decided check ((state = 'OFFERED') = (decided_by is null)
    and (decided_by is null) = (decided_on is null)),
  constraint transfer_answer check ((state = 'REFUSED') = (answer is not null)),
  constraint transfer_by_two check (state not in ('ACCEPTED', 'REFUSED') or decided_by <> offered_by)
);
create unique index transfer_waiting on cases.transfer (care_case) where state = 'OFFERED';
comment on column cases.transfer.reason is 'like the answer, sealed under the key of the child';

-- The second wall: the two units, while nothing of it is sealed; the unit that has the case offers it.
alter table cases.transfer enable row level security, force row level security;
create policy transfer_read on cases.transfer for select to fole_app
  using (exists (
    select 1 from access.scope s
     where s.subject = transfer.id and s.closed_on is null
       and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0)
    and not exists (
      select 1 from access.sealed t where t.subject in (transfer.care_case, transfer.child) offset 0));
create policy transfer_offer on cases.transfer for insert to fole_app
  with check (exists (
    select 1 from access.scope s
     where s.subject = transfer.care_case and s.closed_on is null
       and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0)
    and not exists (
      select 1 from access.standing t where t.subject = transfer.care_case and t.state <> 'OPEN' offset 0)
    and not exists (
      select 1 from access.sealed t where t.subject in (transfer.care_case, transfer.child) offset 0));
create policy transfer_answer on cases.transfer for update to fole_app
  using (exists (
    select 1 from access.scope s
     where s.subject = transfer.id and s.closed_on is null
       and (s.until is null or s.until > now())
       and (s.unit = any ((select access.units())::text[]) or s.holder = any ((select access.holders())::uuid[])) offset 0)
    and not exists (
      select 1 from access.sealed t where t.subject in (transfer.care_case, transfer.child) offset 0));
create policy transfer_jobs on cases.transfer to fole_jobs using (true) with check (true);

-- The heads of the two units read it; they offer and answer it by the right of 012, and nobody does
-- both: the rule is in the row.
select access.declare_permission('cases.transfers', 'READ', 'TRANSFER');
select access.declare_policy('NJMF_HEAD', 'READ', 'TRANSFER', '{OWN_UNIT,MUNICIPALITY}', '{RECORD,NOTES}',
  'VKM-2026 n.6/3/a, n.8/2/a');

-- Cases (rastet): referral, case, assessment, decision, care. Texts are sealed under the child's key,
-- field by field; codes and dates are plain and within scope.

-- What a unit is told of a child (referimi); the parent's carry the number of its unified case.
create table cases.referral (
  id uuid primary key,
  version bigint not null check (version > 0),
  child uuid not null,
  case_number text constraint referral_case_number unique,
  content bytea check (octet_length(content) = 32),
  channel text not null,
  reasons text[] not null,
  urgent boolean not null,
  narrative bytea,
  unit text not null,
  municipality text not null check (municipality ~ '^[0-9]{2}$'),
  state text not null check (state ~ '^[A-Z][A-Z_]{1,31}$'),
  since timestamptz not null,
  risk text,
  findings bytea,
  screened_on date,
  answer bytea,
  care_case uuid,
  referred_on date not null,
  provider text not null,
  informed_on date not null,
  recorded_at timestamptz not null,
  constraint referral_of_parent check ((case_number is null) = (content is null)),
  constraint referral_screened check (screened_on >= referred_on)
);
comment on column cases.referral.version is 'also the sequence of states the parent is told';
comment on column cases.referral.case_number is 'of the parent; no personal data';
comment on column cases.referral.content is 'keyed digest of what the parent referred';
comment on column cases.referral.unit is 'that is to take it up';
create index referral_child on cases.referral (child);
create index referral_case on cases.referral (care_case) where care_case is not null;

create table cases.care_case (
  id uuid primary key,
  version bigint not null check (version > 0),
  file_number text not null constraint case_file_number unique
    check (file_number ~ '^RKAF-[0-9]{2}-[0-9]{4}-[0-9]{5,}$'),
  child uuid not null,
  unit text not null,
  municipality text not null check (municipality ~ '^[0-9]{2}$'),
  state text not null check (state ~ '^[A-Z][A-Z_]{1,31}$'),
  state_since date not null,
  risk text not null,
  referred_on date not null,
  opened_on date not null,
  assessed_on date,
  last_on date not null,
  closed_on date,
  closure_reason text,
  closure_narrative bytea,
  provider text not null,
  informed_on date not null,
  recorded_at timestamptz not null,
  constraint case_opened check (opened_on >= referred_on),
  constraint case_assessed check (assessed_on >= referred_on),
  constraint case_closed check (
    closed_on >= opened_on
    and (closed_on is null) = (state not in ('CLOSED', 'CLOSED_NOT_NEEDED')))
);
comment on column cases.care_case.last_on is 'business date of what happened last';
-- A child has at most one live case (I-02).
create unique index case_live on cases.care_case (child) where closed_on is null;
create index case_child on cases.care_case (child);
create index case_opened_on on cases.care_case (opened_on, id);

alter table cases.referral
  add constraint referral_case foreign key (care_case) references cases.care_case (id);

-- The last file number given, by municipality and year; also the lock of whoever opens a case.
create table cases.file_counter (
  municipality text not null check (municipality ~ '^[0-9]{2}$'),
  year integer not null,
  last integer not null default 0 check (last >= 0),
  primary key (municipality, year)
);

create table cases.assessment (
  id uuid primary key,
  version bigint not null check (version > 0),
  care_case uuid not null references cases.care_case (id),
  child uuid not null,
  started_on date not null,
  finalised_on date,
  risk text not null,
  heard_on date,
  not_heard_reason text,
  views bytea,
  summary bytea not null,
  recommendation text not null,
  assessor uuid not null,
  provider text not null,
  informed_on date not null,
  recorded_at timestamptz not null,
  constraint assessment_finalised check (finalised_on >= started_on and finalised_on >= heard_on),
  constraint assessment_heard check ((heard_on is null) = (not_heard_reason is not null))
);
create index assessment_case on cases.assessment (care_case);
-- One assessment at a time.
create unique index assessment_draft on cases.assessment (care_case) where finalised_on is null;

create table cases.decision (
  id uuid primary key,
  care_case uuid not null references cases.care_case (id),
  kind text not null check (kind in ('ADMINISTRATIVE', 'EMERGENCY', 'COURT')),
  subject text not null,
  number bytea not null,
  authority text not null,
  decided_on date not null,
  in_force_from date not null,
  valid_to date,
  digest text not null constraint decision_digest check (digest ~ '^[0-9a-f]{64}$'),
  provider text not null,
  informed_on date not null,
  recorded_at timestamptz not null,
  constraint decision_in_force check (in_force_from >= decided_on and valid_to >= in_force_from)
);
create index decision_case on cases.decision (care_case);

-- Care by which the child lives or lived in a family: what families told when it began and ended.
create table cases.care (
  placement uuid primary key,
  care_case uuid not null references cases.care_case (id),
  family uuid not null,
  care_type text not null,
  started_on date not null,
  ended_on date,
  end_reason text,
  constraint care_ended check (ended_on >= started_on and (ended_on is null) = (end_reason is null))
);
create index care_of_case on cases.care (care_case);
create unique index care_present on cases.care (care_case) where ended_on is null;

-- Where the end of a care leads a case.
create table cases.exit_path (
  reason text primary key check (reason ~ '^[A-Z][A-Z_]{1,31}$'),
  leads_to text not null check (leads_to in ('AFTERCARE_FOLLOW_UP', 'IN_PREPARATION', 'CLOSED')),
  ground text not null
);
insert into cases.exit_path (reason, leads_to, ground)
select r.reason, r.leads_to, 'VKM-2026 n.7/2.1/dh'
from (values
  ('REUNIFIED', 'AFTERCARE_FOLLOW_UP'), ('KIN', 'AFTERCARE_FOLLOW_UP'),
  ('GUARDIANSHIP', 'AFTERCARE_FOLLOW_UP'), ('ADOPTED', 'AFTERCARE_FOLLOW_UP'),
  ('MAJORITY', 'AFTERCARE_FOLLOW_UP'), ('INDEPENDENT', 'AFTERCARE_FOLLOW_UP'),
  ('COURT_ENDED', 'AFTERCARE_FOLLOW_UP'), ('ABROAD', 'AFTERCARE_FOLLOW_UP'),
  ('MOVED_FAMILY', 'IN_PREPARATION'), ('RESIDENTIAL', 'IN_PREPARATION'),
  ('FAMILY_WITHDREW', 'IN_PREPARATION'), ('BROKE_DOWN', 'IN_PREPARATION'),
  ('MISSING', 'IN_PREPARATION'), ('OTHER', 'IN_PREPARATION'),
  ('DIED', 'CLOSED')) as r (reason, leads_to);

-- Referrals the feature persons took before this one was there, and those a version of it that still
-- runs beside this one takes until it is gone. 00 is a unit above the municipalities.
create function cases.adopt_referral() returns trigger
language plpgsql as $$
begin
  insert into access.scope (subject, via, unit, relation, opened_on)
  values (new.id, new.id, new.unit, 'RESPONSIBLE',
    (new.recorded_at at time zone 'Europe/Tirane')::date);
  insert into cases.referral (id, version, child, case_number, content, channel, reasons, urgent,
    unit, municipality, state, since, referred_on, provider, informed_on, recorded_at)
  values (new.id, new.version, new.person, new.case_number, new.content, 'UNIFIED_REGISTER', '{}',
    false, new.unit,
    coalesce((select u.municipality from access.unit u where u.code = new.unit), '00'), new.state,
    new.since, new.informed_on, new.provider, new.informed_on, new.recorded_at);
  return null;
end
$$;

-- The owner stands behind the wall of that table too, so it is lifted for this transaction.
do $$
begin
  if to_regclass('persons.referral') is null then
    return;
  end if;
  alter table persons.referral no force row level security;
  insert into access.scope (subject, via, unit, relation, opened_on)
  select r.id, r.id, r.unit, 'RESPONSIBLE', (r.recorded_at at time zone 'Europe/Tirane')::date
  from persons.referral r;
  insert into cases.referral (id, version, child, case_number, content, channel, reasons, urgent,
    unit, municipality, state, since, referred_on, provider, informed_on, recorded_at)
  select r.id, r.version, r.person, r.case_number, r.content, 'UNIFIED_REGISTER', '{}', false,
    r.unit, coalesce(u.municipality, '00'), r.state, r.since, r.informed_on, r.provider,
    r.informed_on, r.recorded_at
  from persons.referral r
  left join access.unit u on u.code = r.unit;
  create trigger adopt_referral after insert on persons.referral
    for each row execute function cases.adopt_referral();
  alter table persons.referral force row level security;
end
$$;

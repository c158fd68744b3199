-- Foster families (familjet kujdestare): who applied, how they were assessed, what they are approved
-- for. What names a decision or describes a family is sealed under the key of its first adult; who
-- the adults are stays with persons. A table of api/INVARIANTS.md says which rule stands where.

-- Last file number given, without a gap, in each municipality and year.
create table families.file_number (
  municipality text not null check (municipality ~ '^[0-9]{2}$'),
  year integer not null check (year between 2000 and 9999),
  last integer not null check (last between 1 and 99999),
  primary key (municipality, year)
);

-- Limits are data, each with the ground it rests on and its validity.
create table families.term (
  name text not null check (name ~ '^[a-z][a-z-]{1,40}$'),
  days integer not null check (days > 0),
  ground text not null,
  valid_from date not null default date '2026-01-01',
  valid_to date check (valid_to >= valid_from),
  primary key (name, valid_from)
);
insert into families.term (name, days, ground) values
  ('provisional-approval', 90, 'Afat i përkohshëm derisa ta caktojë akti nënligjor');

create table families.family (
  id uuid primary key,
  version bigint not null check (version > 0),
  file_number text not null constraint family_file_number unique
    check (file_number ~ '^RKAF-F-[0-9]{2}-[0-9]{4}-[0-9]{5}$'),
  unit text not null,
  municipality text not null check (municipality ~ '^[0-9]{2}$'),
  kind text not null constraint family_kind check (kind in ('VOLUNTARY', 'PROFESSIONAL')),
  kinship boolean not null,
  care_types text[] not null check (cardinality(care_types) > 0),
  places integer not null constraint family_places check (places between 1 and 12),
  age_from integer not null,
  age_to integer not null,
  state text not null check (state ~ '^[A-Z][A-Z_]{1,31}$'),
  state_since date not null,
  changed_on date not null,
  applied_on date not null,
  provider text not null,
  informed_on date not null,
  recorded_at timestamptz not null,
  constraint family_ages check (0 <= age_from and age_from <= age_to and age_to <= 17),
  constraint family_order check (applied_on <= state_since and state_since <= changed_on),
  constraint family_applied unique (id, applied_on)
);
comment on column families.family.kind is 'kind to age_to: what it applied for';
comment on column families.family.changed_on is 'business date of what happened last';
create index family_applied_on on families.family (applied_on, id);

-- One or two adults. Nobody belongs to two families that take part.
create table families.adult (
  family uuid not null references families.family (id),
  position integer not null check (position in (1, 2)),
  person uuid not null,
  left_on date,
  primary key (family, position),
  constraint adult_differs unique (family, person)
);
comment on column families.adult.left_on is 'the family was rejected or has left';
create unique index adult_once on families.adult (person) where left_on is null;

create table families.assessment (
  id uuid primary key,
  family uuid not null,
  applied_on date not null,
  started_on date not null,
  finalised_on date not null,
  home_visits integer not null check (home_visits >= 0),
  criminal_record_on date not null,
  training_hours integer not null check (training_hours >= 0),
  recommendation text not null check (recommendation in ('POSITIVE', 'NEGATIVE')),
  summary bytea not null,
  assessor uuid not null,
  provider text not null,
  informed_on date not null,
  recorded_at timestamptz not null,
  constraint assessment_family foreign key (family, applied_on)
    references families.family (id, applied_on),
  constraint assessment_order check (applied_on <= started_on and started_on <= finalised_on),
  constraint assessment_visited check (recommendation = 'NEGATIVE' or home_visits > 0),
  constraint assessment_decided unique (id, family, finalised_on, recommendation, assessor)
);
create index assessment_family_id on families.assessment (family, id);

create table families.approval (
  id uuid primary key,
  family uuid not null,
  applied_on date not null,
  provisional boolean not null,
  number bytea not null,
  authority text not null,
  decided_on date not null,
  digest text not null constraint approval_digest check (digest ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('VOLUNTARY', 'PROFESSIONAL')),
  kinship boolean not null,
  places integer not null constraint approval_places check (places between 1 and 12),
  age_from integer not null,
  age_to integer not null,
  valid_from date not null,
  valid_to date not null,
  approver uuid not null,
  assessment uuid,
  assessed_on date,
  recommendation text,
  assessor uuid,
  provider text not null,
  informed_on date not null,
  recorded_at timestamptz not null,
  constraint approval_family foreign key (family, applied_on)
    references families.family (id, applied_on),
  constraint approval_assessment
    foreign key (assessment, family, assessed_on, recommendation, assessor)
    references families.assessment (id, family, finalised_on, recommendation, assessor),
  constraint approval_assessment_once unique (assessment),
  constraint approval_assessed check (
    (provisional and num_nonnulls(assessment, assessed_on, recommendation, assessor) = 0)
    or (not provisional and num_nulls(assessment, assessed_on, recommendation, assessor) = 0
      and recommendation = 'POSITIVE')),
  constraint approval_by_another check (approver <> assessor),
  constraint approval_provisional_for_kin check (kinship or not provisional),
  constraint approval_order check (
    applied_on <= decided_on and assessed_on <= decided_on
    and decided_on <= valid_from and valid_from <= valid_to),
  constraint approval_ages check (0 <= age_from and age_from <= age_to and age_to <= 17),
  constraint approval_capacity unique (id, family, places),
  constraint approval_terms unique (id, family, kind, kinship, places, valid_from, valid_to)
);
comment on column families.approval.assessor is 'of the assessment; nobody approves his own (I-20)';
create index approval_family_id on families.approval (family, id);

create table families.approval_care_type (
  approval uuid not null,
  family uuid not null,
  care_type text not null check (care_type ~ '^[A-Z][A-Z_]{1,31}$'),
  primary key (approval, care_type),
  foreign key (approval) references families.approval (id)
);

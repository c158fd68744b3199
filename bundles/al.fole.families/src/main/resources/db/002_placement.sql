-- Places of families and the children placed on them (vendosjet).

-- A place is a row, its use a unique index: nobody counts. Places up to 12 are those of the
-- approval; a place beyond is made by an exception for one sibling and closed when he leaves (I-04).
create table families.place (
  family uuid not null references families.family (id),
  ordinal integer not null check (ordinal > 0),
  approval uuid not null,
  places integer not null,
  open boolean not null,
  exception uuid,
  placement uuid constraint place_used_once unique,
  free_from date,
  primary key (family, ordinal),
  constraint place_approval foreign key (approval, family, places)
    references families.approval (id, family, places),
  constraint place_approved check (
    (exception is null and ordinal <= places) or (exception is not null and ordinal > 12))
);
comment on column families.place.exception is 'decision that made this place beyond the approved ones';
comment on column families.place.placement is 'who has it now';
comment on column families.place.free_from is 'last day of whoever had it before';

create table families.placement (
  id uuid primary key,
  version bigint not null check (version > 0),
  family uuid not null references families.family (id),
  place integer not null,
  care_case uuid not null,
  file_number text not null check (file_number ~ '^RKAF-[0-9]{2}-[0-9]{4}-[0-9]{5}$'),
  child uuid not null,
  child_birth_date date not null,
  municipality text not null check (municipality ~ '^[0-9]{2}$'),
  decision uuid not null,
  decision_from date not null,
  decision_to date,
  emergency boolean not null,
  exception uuid,
  approval uuid not null,
  places integer not null,
  approval_from date not null,
  approval_to date not null,
  care_type text not null,
  care_form text not null,
  kinship boolean not null,
  respite_of uuid,
  respite_from date,
  started_on date not null,
  planned_end date,
  ended_on date,
  end_reason text check (end_reason ~ '^[A-Z][A-Z_]{1,31}$'),
  end_planned boolean,
  provider text not null,
  informed_on date not null,
  recorded_at timestamptz not null,
  constraint placement_place foreign key (family, place) references families.place (family, ordinal),
  constraint placement_approved check (
    (exception is null and place <= places) or (exception is not null and place > 12)),
  constraint placement_approval
    foreign key (approval, family, care_form, kinship, places, approval_from, approval_to)
    references families.approval (id, family, kind, kinship, places, valid_from, valid_to),
  constraint placement_approval_valid check (started_on between approval_from and approval_to),
  constraint placement_care_type foreign key (approval, care_type)
    references families.approval_care_type (approval, care_type),
  constraint placement_decided check (
    decision_from <= started_on and (decision_to is null or started_on <= decision_to)),
  constraint placement_born check (child_birth_date <= started_on),
  constraint placement_order check (started_on <= ended_on),
  constraint placement_planned check (started_on <= planned_end),
  constraint placement_ended check (
    num_nonnulls(ended_on, end_reason, end_planned) in (0, 3)),
  constraint placement_respite_is check (
    (care_type = 'FOSTER_RESPITE') = (respite_of is not null)
    and (respite_of is null) = (respite_from is null)),
  constraint placement_respite_after check (respite_from <= started_on),
  constraint placement_started unique (id, child, started_on),
  constraint placement_respite foreign key (respite_of, child, respite_from)
    references families.placement (id, child, started_on)
);
comment on column families.placement.file_number is 'of the case';
comment on column families.placement.child_birth_date is 'copied from persons; a reaction keeps it true';
comment on column families.placement.municipality is 'responsible for the child';
comment on column families.placement.decision_from is 'copied from the case, like decision_to';
comment on column families.placement.respite_from is 'first day of the placement he rests from';

-- A child lives in one family (I-01), rests in one other, and a place has one child (I-04).
create unique index placement_child on families.placement (child)
  where ended_on is null and respite_of is null;
create unique index placement_respite_child on families.placement (child)
  where ended_on is null and respite_of is not null;
create unique index placement_place_used on families.placement (family, place)
  where ended_on is null;
create index placement_of_child on families.placement (child, started_on);
create index placement_of_family on families.placement (family, started_on);
create index placement_started_on on families.placement (started_on, id);
create index placement_file_number on families.placement (file_number, id);

alter table families.place add constraint place_placement
  foreign key (placement) references families.placement (id);

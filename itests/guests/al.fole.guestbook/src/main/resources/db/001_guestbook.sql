-- No unique constraint anywhere: an effect that happens twice shall be seen.
create table guestbook.visit (
  person uuid not null,
  version bigint not null,
  reaction text not null,
  speaker text not null
);
comment on table guestbook.visit is 'a row for each time a reaction has run';
create index visit_person on guestbook.visit (person);

create table guestbook.told (
  id uuid not null,
  entry uuid not null,
  person uuid not null,
  version bigint not null,
  speaker text not null
);
comment on table guestbook.told is 'a row for each time the follower was told';

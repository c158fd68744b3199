-- What the benchmark writes.
create table benchmark.thing (
  id uuid primary key,
  version bigint not null,
  label text not null
);
create table benchmark.part (
  id uuid primary key,
  thing uuid not null,
  label text not null
);
create index part_thing on benchmark.part (thing);

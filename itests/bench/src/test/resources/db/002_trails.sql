-- Copies of rows as others keep them, and the same tables once more under the deferred check.
create table benchmark.revision (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  by_user uuid not null
);
create table benchmark.thing_copy (
  id uuid not null,
  rev bigint not null references benchmark.revision,
  kind smallint not null,
  version bigint not null,
  label text not null,
  primary key (id, rev)
);
create table benchmark.part_copy (
  id uuid not null,
  rev bigint not null references benchmark.revision,
  kind smallint not null,
  thing uuid not null,
  label text not null,
  primary key (id, rev)
);
create table benchmark.watched_thing (
  id uuid primary key,
  version bigint not null,
  label text not null
);
create table benchmark.watched_part (
  id uuid primary key,
  thing uuid not null,
  label text not null
);
create index watched_part_thing on benchmark.watched_part (thing);
select journal.watch('benchmark.watched_thing', 'id', 'version', 'thing');
select journal.watch('benchmark.watched_part', 'thing');

-- Two tables of a feature that exists in tests only: a plain one and a protected one.
create table sample.thing (
  id uuid primary key,
  version bigint not null,
  label text not null unique,
  tags text[] not null default '{}',
  made_at timestamptz not null
);
create table sample.child (
  id uuid primary key,
  unit text not null
);
alter table sample.child enable row level security;
alter table sample.child force row level security;
create policy app on sample.child to fole_app
  using (unit = current_setting('fole.unit', true))
  with check (unit = current_setting('fole.unit', true));
create policy jobs on sample.child to fole_jobs using (true) with check (true);

-- Code lists (listat e kodeve) are data, each code with its labels, the article it comes from and
-- its validity. Features declare theirs in their own migrations.
create table reference.code (
  list text not null check (list ~ '^[a-z][a-z-]{1,30}$'),
  code text not null check (code ~ '^[A-Z][A-Z_]{1,31}$'),
  sq text not null,
  en text not null,
  ground text not null,
  valid_from date not null default date '2026-01-01',
  valid_to date check (valid_to >= valid_from),
  primary key (list, code, valid_from)
);

-- The same code again changes nothing; one that was ended stays ended.
create function reference.declare_code(
  list text, code text, sq text, en text, ground text, valid_from date default date '2026-01-01'
) returns void
language sql as $$
  insert into reference.code (list, code, sq, en, ground, valid_from)
  values ($1, $2, $3, $4, $5, $6)
  on conflict do nothing
$$;
revoke execute on function reference.declare_code(text, text, text, text, text, date) from public;

grant select on reference.code to fole_app, fole_jobs;

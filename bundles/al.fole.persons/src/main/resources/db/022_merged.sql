-- no-transaction
create index concurrently if not exists person_merged_into on persons.person (merged_into)
  where merged_into is not null;

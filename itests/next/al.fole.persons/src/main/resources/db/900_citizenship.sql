-- Expand only: persons in force, running beside, inserts rows without it.
alter table persons.person add column citizenship text not null default 'AL';
comment on column persons.person.citizenship is 'ISO 3166-1 code of the country';

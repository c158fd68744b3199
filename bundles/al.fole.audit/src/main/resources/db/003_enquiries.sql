-- The person's own right: who looked at this file. Somebody of the staff asks for the person or who
-- stands for him, with a reason; the answer names institutions, purposes and days, never a clerk.

create table audit.enquiry (
  id uuid primary key,
  version bigint not null check (version >= 1),
  person uuid not null,
  capacity text not null check (capacity ~ '^[A-Z][A-Z_]{1,31}$'),
  asked_by uuid not null,
  asked_at timestamptz not null default clock_timestamp()
);
create index enquiry_asked_by on audit.enquiry (asked_by, asked_at);

-- Whoever asked reads the answer, and nobody else: another asks himself, with a reason of his own.
-- The context is read here and not by access.actor(): this schema may come before that one.
alter table audit.enquiry enable row level security, force row level security;
create policy enquiry_own on audit.enquiry to fole_app
  using (asked_by = (select nullif(current_setting('fole.actor', true), '')::uuid))
  with check (asked_by = (select nullif(current_setting('fole.actor', true), '')::uuid));

-- Why something is held back for a time, or told less exactly: a control, an inspection or an
-- allegation that is open, a place or a unit that nobody may learn of. Of a person or of a unit.
create table audit.hold (
  id uuid primary key,
  version bigint not null check (version >= 1),
  matter text not null
    check (matter in ('CONTROL', 'INSPECTION', 'ALLEGATION', 'PROTECTED_PLACE', 'PROTECTED_UNIT')),
  person uuid,
  unit text,
  opened_on date not null,
  until date not null check (until >= opened_on),
  closed_on date check (closed_on >= opened_on),
  check ((matter = 'PROTECTED_UNIT') = (unit is not null)),
  check ((unit is null) <> (person is null))
);
create index hold_person on audit.hold (person) where closed_on is null;
create index hold_unit on audit.hold (unit) where closed_on is null;

-- The rules of release (rregullat e publikimit). A rule speaks of an entry when each of its lists
-- that is there has the entry's word, the entry is "days" old at most, and one of its matters is
-- open. HIDE goes before KIND: the body's kind instead of its name. Without a rule the name is told.
create table audit.release_rule (
  code text primary key check (code ~ '^[A-Z][A-Z_]{1,31}$'),
  effect text not null check (effect in ('HIDE', 'KIND')),
  acts text[],
  roles text[],
  purposes text[],
  kinds text[],
  kinds_not text[],
  days integer check (days >= 1),
  matters text[],
  since_opened boolean not null default false,
  sq text not null,
  en text not null,
  ground text not null,
  valid_from date not null default date '2026-01-01',
  valid_to date check (valid_to >= valid_from),
  check (matters is not null or not since_opened)
);

insert into audit.release_rule
  (code, effect, acts, roles, kinds_not, days, matters, since_opened, sq, en, ground)
values
  ('CONTROL_OPEN', 'HIDE', null, '{INSPECTOR,SHSSH_CONTROL}', null, null, '{CONTROL,INSPECTION}', false,
   'Sa kohë kontrolli ose inspektimi është i hapur, ajo që ka parë kontrolli nuk tregohet.',
   'While a control or an inspection is open, what it has seen is not told.', 'VKM-2026 n.11'),
  ('CONTROL_RECENT', 'HIDE', null, '{INSPECTOR,SHSSH_CONTROL}', null, 30, null, false,
   'Ajo që ka parë kontrolli ose inspektimi tregohet pas 30 ditësh.',
   'What a control or an inspection has seen is told after 30 days.', 'VKM-2026 n.11'),
  ('ALLEGATION_OPEN', 'HIDE', null, null, null, null, '{ALLEGATION}', true,
   'Sa kohë shqyrtohet një denoncim, ajo që është parë prej hapjes së tij nuk tregohet.',
   'While an allegation is examined, what was seen since it began is not told.', 'VKM-2026 n.9/5'),
  ('EMERGENCY_REVIEW', 'HIDE', '{EMERGENCY}', null, null, 3, null, false,
   'Aksesi emergjent tregohet pasi të jetë rishikuar, pas tri ditësh.',
   'Emergency access is told once it has been reviewed, after three days.', 'VKM-2026 n.9/3'),
  ('REFUSED_ATTEMPT', 'KIND', '{REFUSED}', null, null, null, null, false,
   'Për një përpjekje të refuzuar tregohet vetëm lloji i institucionit: askush nuk pa asgjë.',
   'Of an attempt that was refused only the kind of institution is told: nobody saw anything.',
   'VKM-2026 n.9/3'),
  ('PROTECTED_PLACE', 'KIND', null, null,
   '{SHSSH_HQ,MINISTRY,ASHDMF,INSPECTORATE,CONTROL,STATISTICS,SYSTEM}', null, '{PROTECTED_PLACE}', false,
   'Kur vendndodhja mbrohet, për çdo njësi vendore tregohet vetëm lloji i saj.',
   'Where a place is protected, of every local unit only its kind is told.', 'VKM-2026 n.9/5'),
  ('PROTECTED_UNIT', 'KIND', null, null, null, null, '{PROTECTED_UNIT}', false,
   'Për një njësi që mbrohet tregohet vetëm lloji i saj.',
   'Of a unit that is protected only its kind is told.', 'VKM-2026 n.9/5');

revoke insert, update on audit.release_rule from fole_app, fole_jobs;

select reference.declare_code('enquiry-capacity', c.code, c.sq, c.en, 'VKM-2026 n.9/5')
from (values
  ('PERSON', 'Vetë personi', 'The person'),
  ('PARENT', 'Prindi', 'A parent'),
  ('GUARDIAN', 'Kujdestari ligjor', 'The legal guardian'),
  ('REPRESENTATIVE', 'Përfaqësuesi i autorizuar', 'An authorised representative')) as c (code, sq, en);

select reference.declare_code('disclosure-act', c.code, c.sq, c.en, 'VKM-2026 n.8/1')
from (values
  ('SEEN', 'Dosja u pa', 'The file was seen'),
  ('LISTED', 'Doli në një listë ose kërkim', 'Appeared in a list or search'),
  ('CHANGED', 'U regjistrua diçka', 'Something was recorded'),
  ('EMERGENCY', 'Akses emergjent', 'Emergency access'),
  ('REFUSED', 'Përpjekje e refuzuar', 'Attempt that was refused')) as c (code, sq, en);

-- Beside the kinds of unit (access.unit_kind): what is none of them.
select reference.declare_code('unit-kind', c.code, c.sq, c.en, 'VKM-2026 n.8/1')
from (values
  ('SYSTEM', 'Vetë regjistri', 'The register itself'),
  ('OTHER', 'Institucion tjetër', 'Another institution')) as c (code, sq, en);

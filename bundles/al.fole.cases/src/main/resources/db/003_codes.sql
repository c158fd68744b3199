-- Code lists (listat e kodeve) of referral, assessment, decision and closure.
select reference.declare_code('referral-channel', c.code, c.sq, c.en, 'VKM-2026 n.3/1/c')
from (values
  ('SELF', 'Vetë fëmija', 'The child'),
  ('PARENT', 'Prindi', 'A parent'),
  ('RELATIVE', 'I afërm', 'A relative'),
  ('SCHOOL', 'Shkolla', 'School'),
  ('HEALTH', 'Shëndetësia', 'Health care'),
  ('POLICE', 'Policia', 'Police'),
  ('COURT', 'Gjykata ose prokuroria', 'Court or prosecutor'),
  ('NGO', 'Organizatë', 'Organisation'),
  ('HOTLINE', 'Linja e ndihmës', 'Helpline'),
  ('CIVIL_STATUS', 'Gjendja civile', 'Civil-status officer'),
  ('OTHER_MUNICIPALITY', 'Bashki tjetër', 'Another municipality'),
  ('RESIDENTIAL_INSTITUTION', 'Institucion rezidencial', 'Residential institution'),
  ('UNIFIED_REGISTER', 'Regjistri kombëtar', 'National register'),
  ('OTHER', 'Tjetër', 'Other')) as c (code, sq, en);

select reference.declare_code('entry-reason', c.code, c.sq, c.en, 'VKM-2026 n.7/2.1/a')
from (values
  ('PARENTS_DEAD', 'Të dy prindërit kanë vdekur', 'Both parents dead'),
  ('PARENT_DEAD', 'Një prind ka vdekur, tjetri nuk mundet', 'One parent dead, the other unable'),
  ('ABANDONED', 'Prindër të panjohur ose braktisje', 'Parents unknown or abandonment'),
  ('RESPONSIBILITY_REMOVED', 'Heqja e përgjegjësisë prindërore', 'Parental responsibility removed'),
  ('INCAPACITY', 'Pazotësi për të vepruar', 'Incapacity to act'),
  ('PARENT_MISSING', 'Prind i zhdukur', 'Parent missing'),
  ('PARENT_IMPRISONED', 'Prind në burg', 'Parent imprisoned'),
  ('PARENT_ILL', 'Prind i sëmurë ose me aftësi të kufizuara', 'Parent ill or disabled'),
  ('PARENT_ABROAD', 'Prind jashtë vendit', 'Parent abroad'),
  ('PHYSICAL_ABUSE', 'Dhunë fizike', 'Physical abuse'),
  ('PSYCHOLOGICAL_ABUSE', 'Dhunë psikologjike', 'Psychological abuse'),
  ('SEXUAL_ABUSE', 'Dhunë seksuale', 'Sexual abuse'),
  ('NEGLECT', 'Neglizhim', 'Neglect'),
  ('DOMESTIC_VIOLENCE', 'Dhunë në familje', 'Domestic violence'),
  ('EXPLOITATION', 'Shfrytëzim ose trafikim', 'Exploitation or trafficking'),
  ('STREET_SITUATION', 'Fëmijë në situatë rruge', 'Child in street situation'),
  ('DISABILITY', 'Aftësia e kufizuar', 'Disability-related'),
  ('UNACCOMPANIED', 'Fëmijë i huaj i pashoqëruar', 'Unaccompanied foreign child'),
  ('RELINQUISHED', 'Dorëzim vullnetar', 'Voluntary relinquishment'),
  ('KIN_CARE_BROKE_DOWN', 'Dështim i kujdesit nga të afërmit', 'Breakdown of kin care'),
  ('FROM_RESIDENTIAL', 'Kalim nga kujdesi rezidencial', 'Transfer from residential care'),
  ('OTHER', 'Tjetër', 'Other')) as c (code, sq, en);

select reference.declare_code('risk', c.code, c.sq, c.en, 'VKM-2026 n.4/3/b')
from (values
  ('LOW', 'I ulët', 'Low'),
  ('MEDIUM', 'I mesëm', 'Medium'),
  ('HIGH', 'I lartë', 'High'),
  ('IMMEDIATE', 'I menjëhershëm', 'Immediate')) as c (code, sq, en);

select reference.declare_code('not-heard-reason', c.code, c.sq, c.en, 'Kodi i Familjes, n.6')
from (values
  ('TOO_YOUNG', 'Mosha', 'Too young'),
  ('HEALTH', 'Gjendja shëndetësore', 'State of health'),
  ('NOT_REACHABLE', 'Nuk gjendet', 'Cannot be reached'),
  ('DECLINED', 'Nuk dëshiroi', 'Did not wish to'),
  ('URGENCY', 'Rreziku nuk pret', 'The danger cannot wait')) as c (code, sq, en);

select reference.declare_code('care-recommendation', c.code, c.sq, c.en, 'VKM-2026 n.7/2.1/c')
from (values
  ('NO_CARE', 'Nuk ka nevojë', 'No care needed'),
  ('SUPPORT_AT_HOME', 'Mbështetje në familje', 'Support at home'),
  ('KINSHIP_CARE', 'Kujdes nga të afërmit', 'Kinship care'),
  ('FOSTER_CARE', 'Familje kujdestare', 'Foster care'),
  ('GUARDIANSHIP', 'Kujdestari ligjore', 'Guardianship'),
  ('RESIDENTIAL_CARE', 'Kujdes rezidencial', 'Residential care')) as c (code, sq, en);

select reference.declare_code('decision-subject', c.code, c.sq, c.en, 'VKM-2026 n.3/2/ç')
from (values
  ('PLACEMENT', 'Vendosja e fëmijës', 'Placement of the child'),
  ('CAPACITY_EXCEPTION', 'Përjashtim nga kapaciteti për motra e vëllezër', 'Exception to the capacity for siblings'))
  as c (code, sq, en);

select reference.declare_code('decision-authority', c.code, c.sq, c.en, 'VKM-2026 n.7/2.1/d')
from (values
  ('COURT', 'Gjykata', 'Court'),
  ('CHILD_PROTECTION_UNIT', 'Njësia për Mbrojtjen e Fëmijës', 'Child-protection unit'),
  ('MUNICIPALITY', 'Bashkia', 'Municipality'),
  ('STATE_SOCIAL_SERVICE', 'Shërbimi Social Shtetëror', 'State Social Service')) as c (code, sq, en);

select reference.declare_code('closure-reason', c.code, c.sq, c.en, 'VKM-2026 n.4/3/c')
from (values
  ('NOT_NEEDED', 'Kujdesi nuk nevojitet', 'Care is not needed'),
  ('GOALS_REACHED', 'Qëllimet u arritën', 'Goals reached'),
  ('FOLLOW_UP_OVER', 'Ndjekja mbaroi', 'Follow-up is over'),
  ('MAJORITY', 'Mosha madhore', 'Majority'),
  ('ABROAD', 'U largua nga vendi', 'Left the country'),
  ('DIED', 'Vdekja e fëmijës', 'Death of the child'),
  ('OTHER', 'Tjetër', 'Other')) as c (code, sq, en);

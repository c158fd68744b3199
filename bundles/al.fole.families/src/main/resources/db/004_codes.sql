-- Code lists (listat e kodeve). The authorities are also those of decisions on cases.
select reference.declare_code('care-type', c.code, c.sq, c.en, 'VKM-2026 n.3/2/c')
from (values
  ('KINSHIP', 'Kujdes nga të afërmit', 'Kinship care'),
  ('FOSTER_EMERGENCY', 'Kujdestari emergjente', 'Emergency foster care'),
  ('FOSTER_SHORT', 'Kujdestari afatshkurtër', 'Short-term foster care'),
  ('FOSTER_LONG', 'Kujdestari afatgjatë', 'Long-term foster care'),
  ('FOSTER_RESPITE', 'Kujdestari e përkohshme (pushim)', 'Respite care'),
  ('FOSTER_SPECIALISED', 'Kujdestari e specializuar', 'Specialised foster care'),
  ('GUARDIANSHIP', 'Kujdestari ligjore', 'Legal guardianship')) as c (code, sq, en);

select reference.declare_code('exit-reason', c.code, c.sq, c.en, 'VKM-2026 n.3/2/c')
from (values
  ('REUNIFIED', 'Riintegrim në familje', 'Reunified with the parents'),
  ('KIN', 'Kaloi te të afërmit', 'Placed with kin'),
  ('GUARDIANSHIP', 'Kujdestari ligjore', 'Guardianship granted'),
  ('ADOPTED', 'Birësim', 'Adopted'),
  ('MOVED_FAMILY', 'Kaloi në një familje tjetër kujdestare', 'Moved to another foster family'),
  ('RESIDENTIAL', 'Kaloi në përkujdesje rezidenciale', 'Moved to residential care'),
  ('MAJORITY', 'Mosha madhore', 'Came of age'),
  ('INDEPENDENT', 'Jetesë e pavarur', 'Independent living'),
  ('FAMILY_WITHDREW', 'Familja u tërhoq', 'The family withdrew'),
  ('BROKE_DOWN', 'Vendosja dështoi', 'The placement broke down'),
  ('COURT_ENDED', 'Ndërprerë me vendim gjykate', 'Ended by a court'),
  ('ABROAD', 'Transferuar jashtë vendit', 'Transferred abroad'),
  ('MISSING', 'I zhdukur', 'Missing'),
  ('DIED', 'Vdiq', 'Died'),
  ('OTHER', 'Tjetër', 'Other')) as c (code, sq, en);

select reference.declare_code('decision-authority', c.code, c.sq, c.en, 'VKM-2026 n.7/2.1/d')
from (values
  ('COURT', 'Gjykata', 'Court'),
  ('CHILD_PROTECTION_UNIT', 'Njësia për Mbrojtjen e Fëmijës', 'Child-protection unit'),
  ('MUNICIPALITY', 'Bashkia', 'Municipality'),
  ('STATE_SOCIAL_SERVICE', 'Shërbimi Social Shtetëror', 'State Social Service')) as c (code, sq, en);

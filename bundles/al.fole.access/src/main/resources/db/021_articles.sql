-- The articles the access matrix rests on, word for word, so that whoever reads a row has its article
-- beside it: article 8 and 9 of the draft decision of 2026 and point 10 of VKM 136/2018. Slips of the
-- texts are theirs; the draft has two letters d.
create table access.article (
  code text primary key,
  sq text not null
);
grant select on access.article to fole_app, fole_jobs;

insert into access.article (code, sq) values
  ('VKM-2026 n.8/1', 'Përdoruesit e Regjistrit pajisen me kredenciale individuale dhe janë përgjegjës për përdorimin e tyre. Çdo veprim në sistem regjistrohet dhe është i gjurmueshëm.'),
  ('VKM-2026 n.8/2/a', 'Njësitë dhe Punonjësit për Mbrojtjen e Fëmijëve kanë të drejtë leximi, shkrimi, vlerësimi dhe modifikimi në lidhje me rastet e fëmijëve në kujdes alternativ në familje, përfshirë planin individual të kujdesit dhe historikun e rastit, si dhe të plotësojnë, përditësojnë e modifikojnë planin individual të kujdesit dhe të regjistrojnë aktivitetet e ndërhyrjet e kryera në funksion të fëmijës'),
  ('VKM-2026 n.8/2/b', 'Drejtoritë rajonale të Shërbimit Social Shtetëror kanë të drejtë leximi dhe vlerësimi, si dhe gjenerimi të listave të familjeve dhe të fëmijëve të vendosur në kujdes alternativ në familje dhe raporteve periodike'),
  ('VKM-2026 n.8/2/c', 'Drejtoria e Përgjithshme e Shërbimit Social Shtetëror ka të drejtë leximi dhe analizimi të të dhënave në nivel kombëtar, si dhe gjenerimi të raporteve statistikore dhe analitike'),
  ('VKM-2026 n.8/2/ç', 'Ofruesi i shërbimit të kujdesit alternativ në familje ka të drejtë leximi, vlerësimi dhe modifikimi mbi të dhënat e rasteve që ndodhen nën përgjegjësinë e institucionit të tij'),
  ('VKM-2026 n.8/2/d(1)', 'Inspektoriati përgjegjës për shërbimet e kujdesit shoqëror ka të drejtë leximi dhe gjenerimi të të dhënave, për qëllime inspektimi dhe raportimi'),
  ('VKM-2026 n.8/2/dh', 'Ministria përgjegjëse për çështjet sociale ka të drejtë leximi dhe analizimi të të dhënave në nivel kombëtar, si dhe gjenerimi të raporteve dhe të dhënave për hartimin dhe monitorimin e politikave'),
  ('VKM-2026 n.8/2/d(2)', 'Agjencia Shtetërore për të Drejtat dhe Mbrojtjen e Fëmijës ka rol monitorues për Punonjësit për Mbrojtjen e Fëmijëve gjatë zbatimit të procedurës së procesit të kujdestarisë familjare.'),
  ('VKM-2026 n.9/1', 'Të dhënat personale në Regjistrin Elektronik për Kujdesin Alternativ në Familje përpunohen vetëm për qëllime të përcaktuara ligjërisht, në përputhje me legjislacionin në fuqi për mbrojtjen e të dhënave personale.'),
  ('VKM-2026 n.9/2', 'Institucionet përgjegjëse marrin masa të përshtatshme teknike dhe organizative për garantimin e sigurisë, konfidencialitetit, integritetit dhe disponueshmërisë së të dhënave, si dhe për mbrojtjen e tyre nga aksesit i paautorizuar, humbja apo dëmtimi.'),
  ('VKM-2026 n.9/3', 'Aksesit në të dhënat e regjistrit lejohet vetëm për përdorues të autorizuar, në përputhje me rolet dhe nivelet e aksesit të përcaktuara nga institucioni administrues.'),
  ('VKM-2026 n.9/4', 'Përdoruesit e autorizuar janë të detyruar të respektojnë konfidencialitetin e të dhënave dhe të mos i përdorin apo shpërndajnë ato për qëllime të tjera nga ato të përcaktuara.'),
  ('VKM-2026 n.9/5', 'Përpunimi, shkëmbimi dhe publikimi i të dhënave realizohen në përputhje me parimet e mbrojtjes së të dhënave personale, duke garantuar në çdo rast interesin më të lartë të fëmijës.'),
  ('VKM-2026 n.9/6', 'Çdo shkelje e detyrimeve për mbrojtjen e të dhënave personale sjell përgjegjësi administrative, civile dhe/ose penale, sipas legjislacionit në fuqi.'),
  ('VKM-2026 n.12/2', 'Rregullat për përdorimin e Regjistrit Elektronik për Kujdesin Alternativ në Familje, përfshirë nivelet e aksesit dhe procedurat e operimit, përcaktohen në manualin e përdorimit të regjistrit, të miratuar nga ministria përgjegjëse për çështjet sociale. Përdorimi i regjistrit fillon pas hartimit dhe zbatimit të modulit në sistemin e shërbimit social.'),
  ('VKM-136 p.10/a', 'Punonjësi social i bashkisë/njësisë administrative/menaxheri i rastit në Njësinë për Mbrojtjen e Fëmijës kanë të drejtë shkrimi, leximi, vlerësimi dhe modifikimi mbi të dhënat e aplikantëve/rasteve të unifikuara e të referuara për përfitimin e shërbimit të kujdesit shoqëror të njësive të tyre administrative'),
  ('VKM-136 p.10/b', 'Punonjësi social në nivel qarku ka të drejtë leximi, vlerësimi dhe modifikimi mbi të dhënat e aplikantëve/rasteve të unifikuara e të referuara për përfitimin e shërbimit të kujdesit shoqëror të njësive të tyre administrative'),
  ('VKM-136 p.10/c', 'Punonjësit në drejtoritë rajonale të shërbimit social shtetëror kanë të drejtë leximi dhe vlerësimi mbi të dhënat e aplikantëve, të drejtë leximi dhe gjenerimi të listave mujore të rasteve të unifikuara e të referuara për përfitimin e shërbimit të kujdesit shoqëror në qarkun e tyre'),
  ('VKM-136 p.10/ç', 'Përdoruesit në Drejtorinë e Përgjithshme të Shërbimit Social Shtetëror kanë të drejtë leximi mbi të dhënat e aplikantëve dhe gjenerimi të listave mujore të rasteve të unifikuara e të referuara për përfitimin e shërbimit të kujdesit shoqëror'),
  ('VKM-136 p.10/d', 'Titullari i institucionit të përkujdesjes shoqërore ka të drejtë leximi, vlerësimi dhe modifikimi mbi të dhënat e rasteve të referuara për përfitimin e shërbimit të kujdesit shoqëror'),
  ('VKM-136 p.10/dh', 'Menaxheri i rastit në institucionin e përkujdesjes shoqërore/OJF gjeneron nga sistemi detyrat e veta, plotëson aktivitetet e kryera në sistem dhe ka të drejtë modifikimi të planit individual të kujdesit shoqëror'),
  ('VKM-136 p.10/e', 'Inspektorët e shërbimeve të kujdesit shoqëror kanë të drejtë gjenerimi të listave mujore të rasteve të unifikuara e të referuara për përfitimin e shërbimit të kujdesit shoqëror'),
  ('VKM-136 p.10/ë', 'Përdoruesit në Ministrinë e Shëndetësisë dhe Mbrojtjes Sociale kanë të drejtë leximi mbi të dhënat e aplikantëve dhe gjenerimin e raporteve statistikore.'),
  ('VKM-136 p.11', 'Rregullorja e përdorimit të Regjistrit Elektronik Kombëtar të Shërbimeve të Kujdesit Shoqëror dhe niveli i aksesit për përdoruesit përcaktohen në manualin e përdorimit të Regjistrit Elektronik Kombëtar të Shërbimeve të Kujdesit Shoqëror, të miratuar nga administratori i këtij regjistri.'),
  ('VKM-136 p.13', 'Subjektet e tjera, sipas përcaktimit me vendim të Këshillit të Ministrave, kanë akses në nivelin raportues apo statistikor për të monitoruar ose për të raportuar mbi të dhënat e aplikimeve.');

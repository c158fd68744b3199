-- Each change has its entry (decision 0027). What was copied from a person or a case follows its
-- entry; a place is taken and left with the placement's.
select journal.watch('families.family', 'id', 'version', 'family');
select journal.watch('families.adult', 'family', derived => '{protected}');
select journal.watch('families.assessment', 'family');
select journal.watch('families.approval', 'family');
select journal.watch('families.approval_care_type', 'family');
select journal.watch('families.place');
select journal.watch('families.placement', 'id', 'version', 'placement', '{municipality,child_birth_date}');
select journal.watch('families.term');
select journal.leave('families.file_number', 'The last number given; the number itself stands in the record.');

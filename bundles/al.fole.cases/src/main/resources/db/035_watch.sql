-- Each change has its entry (decision 0027). What was copied from a person follows
-- his entry, and what a referral is compared by is overwritten with that of his erasure.
select journal.watch('cases.referral', 'id', 'version', 'referral', '{child_birth_date,content}');
select journal.watch('cases.care_case', 'id', 'version', 'case');
select journal.watch('cases.assessment', 'id', 'version', 'assessment');
select journal.watch('cases.transfer', 'id', 'version', 'transfer');
select journal.watch('cases.decision', 'care_case');
select journal.watch('cases.care', 'care_case');
select journal.watch('cases.hands', 'care_case');
select journal.watch('cases.exit_path');
select journal.leave('cases.file_counter', 'The last number given; the number itself stands in the case.');

-- Each change has its entry (decision 0027). A number and the words of a search are taken away and
-- given anew with the person's entry.
select journal.watch('persons.person', 'id', 'version', 'person');
select journal.watch('persons.number', 'person', removable => true);
select journal.watch('persons.token', 'person', removable => true);
select journal.watch('persons.referral');
select journal.watch('persons.protected_address', 'person');
select journal.watch('persons.home', 'person');
select journal.watch('persons.opening', 'id');
select journal.watch('persons.erasure', 'id', 'version', 'erasure');
select journal.watch('persons.erasure_ground');
select journal.watch('persons.erasure_bar');

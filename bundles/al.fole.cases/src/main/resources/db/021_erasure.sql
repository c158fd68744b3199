-- When a person is erased by the legal act, his referrals keep the year of his birth, and what the
-- parent referred can be compared with nothing any more. Whoever has destroyed his key reaches them.
create policy referral_erased_read on cases.referral for select to fole_app
  using (child = any ((select store.erasing())::uuid[]));
create policy referral_erased_change on cases.referral for update to fole_app
  using (child = any ((select store.erasing())::uuid[]));

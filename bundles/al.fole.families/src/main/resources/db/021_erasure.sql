-- When a child is erased by the legal act, his placements keep the year of his birth. Whoever has
-- destroyed his key reaches them.
create policy placement_erased_read on families.placement for select to fole_app
  using (child = any ((select store.erasing())::uuid[]));
create policy placement_erased_change on families.placement for update to fole_app
  using (child = any ((select store.erasing())::uuid[]));

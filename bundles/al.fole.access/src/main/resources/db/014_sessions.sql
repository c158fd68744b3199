-- When the person last proved who he is; what asks for a fresh proof reads it. A session that an
-- older version opened has none and proves again.
alter table access.session add column proved_at timestamptz;

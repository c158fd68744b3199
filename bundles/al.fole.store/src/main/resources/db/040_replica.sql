-- A read that a replica answered is held against what has been entered since (decision 0034), also
-- against work by hand that no entry tells of yet.
grant select (xid) on journal.hand to fole_app;

-- no-transaction
-- A longer file number of a municipality and year is a higher one.
create index concurrently if not exists placement_file_order
  on families.placement (left(file_number, 13), length(file_number), file_number, id);

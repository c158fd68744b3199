-- no-transaction
-- File numbers go on beyond five digits: a longer one is a higher one.
create index concurrently if not exists case_file_order
  on cases.care_case (left(file_number, 13), length(file_number), file_number);

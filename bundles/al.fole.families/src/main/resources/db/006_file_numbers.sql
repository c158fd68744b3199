-- Cases' file numbers go on beyond five digits, as cases itself allows.
alter table families.placement
  drop constraint placement_file_number_check,
  add constraint placement_file_number_check
    check (file_number ~ '^RKAF-[0-9]{2}-[0-9]{4}-[0-9]{5,}$') not valid;
alter table families.placement validate constraint placement_file_number_check;

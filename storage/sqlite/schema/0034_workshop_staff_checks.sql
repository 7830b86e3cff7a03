-- An adviser offers a staff check to all businesses of a workshop; a business that begins one may count it there.
alter table workshops add column staff_check integer not null default 0;
alter table staff_checks add column workshop_id text references workshops (id) on delete set null;
create index staff_checks_by_workshop on staff_checks (workshop_id) where workshop_id is not null;

-- What an adviser has open to edit, so that a colleague, or the business, who has the same open is told.
alter table sign_ins add column place text;
alter table sign_ins add column placed text;
create index sign_ins_at on sign_ins (place) where place is not null;

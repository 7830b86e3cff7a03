-- A finished assessment never changes: one that starts from its answers remembers it.
alter table assessments add column begun_from text references assessments (id) on delete set null;
create index assessments_begun_from on assessments (begun_from) where begun_from is not null;

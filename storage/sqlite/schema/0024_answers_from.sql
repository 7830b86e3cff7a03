-- A place that was added with the answers of another: they stand beside the questions of its first assessment.
alter table premises add column answers_from text references assessments (id) on delete set null;
create index premises_answers_from on premises (answers_from) where answers_from is not null;

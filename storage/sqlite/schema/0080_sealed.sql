-- What people say is sealed under a key of their workspace; `storage/sql/seal_content.py` fills these columns after this
-- step, and the next step takes away what they replace.
alter table workspaces add column data_key blob;
alter table premises add column sealed blob;
alter table assessments add column sealed blob;
create table answer_blocks (
    assessment_id text not null references assessments (id) on delete cascade,
    number integer not null,
    sealed blob not null,
    primary key (assessment_id, number)
) strict;
alter table plan_items add column sealed blob;
alter table plan_updates add column sealed blob;
alter table procedure_fields add column sealed blob;
alter table read_forms add column sealed blob;
alter table logos add column sealed blob;
alter table access_codes add column sealed blob;
alter table calendar_feeds add column sealed blob;
alter table shares add column sealed blob;
alter table shares add column sealed_outcome blob;
alter table shares add column sealed_why blob;
alter table shares add column sealed_facts blob;
alter table visits add column sealed blob;
alter table remarks add column sealed blob;
alter table findings add column sealed blob;
alter table diary_entries add column sealed blob;
alter table visit_advice add column sealed blob;
alter table law_sheet_fields add column sealed blob;
alter table photographs add column sealed blob;
alter table staff_checks add column sealed blob;
alter table staff_checks add column sealed_counts blob;

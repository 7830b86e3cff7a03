-- Which remarks a line of the log is about, without their texts. They go with the visit; the line itself stays.
create table remark_changes (
    act_id integer not null references acts (id), visit_id text not null references visits (id) on delete cascade,
    question_id text not null, parts text not null,
    primary key (act_id, question_id)
) strict;
create index remark_changes_of on remark_changes (visit_id);

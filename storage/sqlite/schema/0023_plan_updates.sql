-- Levels that moved after the finish: the answers of the finished assessment stay as they were.
create table plan_updates (
    id text primary key, assessment_id text not null references assessments (id) on delete cascade,
    question_id text not null,
    before text not null check (before in ('3', '2', '1', '0', 'dont-know')),
    after text not null check (after in ('3', '2', '1', '0')),
    at text not null, made_by text not null, undone text
) strict;
create index plan_updates_of on plan_updates (assessment_id, at);

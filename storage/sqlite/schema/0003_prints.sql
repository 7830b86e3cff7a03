create table prints (
    assessment_id text not null references assessments (id) on delete cascade,
    key text not null, kept text not null, document blob not null,
    primary key (assessment_id, key)
) strict;

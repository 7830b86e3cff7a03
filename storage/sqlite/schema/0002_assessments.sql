create table banks (version text primary key, document text not null) strict;
-- Both columns together refer to the premises: an assessment can never be in one workspace
-- while its premises are in another.
create table assessments (
    id text primary key, premises_id text not null, workspace_id text not null,
    reference text not null unique,
    bank_version text not null references banks (version),
    kind text not null check (kind in ('quick', 'full')),
    profile text not null, started text not null, finished text,
    foreign key (premises_id, workspace_id) references premises (id, workspace_id) on delete cascade
) strict;
create index assessments_of on assessments (premises_id, workspace_id);
create index assessments_by_bank on assessments (bank_version);
-- Without rowid, the answers of an assessment lie together: one walk reads them.
create table answers (
    assessment_id text not null references assessments (id) on delete cascade,
    question_id text not null,
    choice text check (choice in ('3', '2', '1', '0', 'dont-know', 'not-applicable')),
    reason text not null, note text not null,
    primary key (assessment_id, question_id)
) strict, without rowid;

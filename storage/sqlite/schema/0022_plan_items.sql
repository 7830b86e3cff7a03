-- What people type for the jobs and actions of a finished plan, by name: 'job.<id>' or 'action.<question>'.
create table plan_items (
    assessment_id text not null references assessments (id) on delete cascade, name text not null,
    owner text not null, due text, status text not null check (status in ('not-started', 'under-way', 'not-doing')),
    reason text not null, cost text not null, note text not null, proof text not null, changed text not null,
    primary key (assessment_id, name)
) strict, without rowid;

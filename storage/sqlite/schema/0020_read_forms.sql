-- What was read of a filled-in form, from its preview to Save; the worker forgets it after a day.
create table read_forms (
    id text primary key,
    workspace_id text not null references workspaces (id) on delete cascade,
    assessment_id text not null references assessments (id) on delete cascade,
    visit_id text references visits (id) on delete cascade,
    content text not null, kept text not null
) strict;
create index read_forms_of on read_forms (assessment_id, visit_id);
create index read_forms_by_workspace on read_forms (workspace_id);
create index read_forms_by_visit on read_forms (visit_id) where visit_id is not null;
create index read_forms_by_time on read_forms (kept);

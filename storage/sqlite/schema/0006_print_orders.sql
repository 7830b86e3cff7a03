-- What was printed before is not carried over: it is only kept to save time, and is made again when asked for.
drop table prints;
create table prints (
    id text primary key, key text not null, kind text not null, subject text not null,
    workspace_id text references workspaces (id) on delete cascade,
    assessment_id text references assessments (id) on delete cascade,
    asked text not null, started text, printer text, tries integer not null default 0,
    printed text, document blob, failed text,
    check (assessment_id is null or workspace_id is not null),
    check ((printed is null) = (document is null))
) strict;
create index prints_of on prints (workspace_id, assessment_id, kind, key);
create index prints_by_assessment on prints (assessment_id);
create index prints_to_do on prints (asked) where printed is null and failed is null;

-- A staff check keeps counts alone: nothing of one answerer, no time of a response, no order of them.
create table staff_checks (
    id text primary key, workspace_id text not null references workspaces (id) on delete cascade,
    premises_id text not null, bank_version text not null references banks (version), code text not null unique,
    topics text not null, easy integer not null, staff integer not null, tell text not null,
    begun text not null, until text not null, closed text,
    responses integer not null default 0, too_fast integer not null default 0, too_many integer not null default 0,
    shown text not null default '{}', set_aside text not null default '',
    foreign key (premises_id, workspace_id) references premises (id, workspace_id) on delete cascade
) strict;
create index staff_checks_of on staff_checks (premises_id, begun);
create index staff_checks_in on staff_checks (workspace_id);
-- Without a rowid, rows stand by their names: not in the order in which items were first asked.
create table staff_check_items (
    check_id text not null references staff_checks (id) on delete cascade, item_id text not null,
    asked_times integer not null, right_times integer not null,
    primary key (check_id, item_id)
) strict, without rowid;

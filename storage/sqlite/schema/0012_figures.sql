-- Tallies by cell, so that no page counts shares one by one.
create table figures (
    force_id text not null, kind text not null, key text not null,
    count integer not null, points integer not null, most integer not null,
    primary key (force_id, kind, key)
) strict, without rowid;
-- What was last published of each part; `gone` counts the premises in it that were deleted since.
create table figures_shown (
    force_id text not null, kind text not null, key text not null,
    as_at text not null, shown text not null, gone integer not null,
    primary key (force_id, kind, key)
) strict, without rowid;
-- The premises that count otherwise than in what is published, with a digest of what they counted as there.
create table figures_changed (
    force_id text not null, kind text not null, key text not null, premises_id text not null, published text,
    primary key (force_id, kind, key, premises_id)
) strict, without rowid;
create index figures_changed_by_premises on figures_changed (premises_id);
-- The newest share of a premises, and what is deleted with it.
create index shares_by_premises on shares (premises_id, force_id, created);

-- A force's own sentences for findings and recommendations; `about` is the id of an area or a question, or empty.
create table text_blocks (
    force_id text not null, id text not null, title text not null, text text not null,
    kind text not null check (kind in ('findings', 'advice')), about text not null,
    account_id text not null references accounts (id), at text not null,
    primary key (force_id, id)
) strict, without rowid;

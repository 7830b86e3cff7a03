create table logos (
    premises_id text primary key references premises (id) on delete cascade, picture blob not null
) strict;

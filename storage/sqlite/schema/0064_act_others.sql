-- The other side of an act of the log: the colleague who was given or had a request, or the force it was passed on to.
create table act_others (
    act_id integer primary key not null references acts (id) on delete cascade, other text not null
) strict, without rowid;

-- A business agrees that a force to which its request is passed on may read the signed visits of the force before.
create table visit_consents (
    share_id text primary key not null references shares (id) on delete cascade, at text not null
) strict, without rowid;
create index visits_by_share on visits (share_id);

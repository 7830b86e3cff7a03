-- Photographs of findings, redrawn small: they go with the finding, the visit, and whatever deletes it.
create table photographs (
    visit_id text not null, id text not null, finding_id text not null, position integer not null,
    picture blob not null, account_id text references accounts (id), at text not null,
    primary key (visit_id, id),
    foreign key (visit_id, finding_id) references findings (visit_id, id) on delete cascade
) strict;
create index photographs_of on photographs (visit_id, finding_id);

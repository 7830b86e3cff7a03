-- What people write in the procedures of a place, by the name of the field, such as 'lock-down.doors'. They belong to the
-- place and outlive its assessments. A row with an empty text: somebody took out what was filled in for them.
create table procedure_fields (
    premises_id text not null references premises (id) on delete cascade, name text not null,
    written text not null, changed text not null,
    primary key (premises_id, name)
) strict, without rowid;

-- A bank whose document can no longer be read here, made again from the folder of the same version.
create table bank_copies (version text primary key references banks (version), document text not null) strict;

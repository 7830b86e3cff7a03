create table settings (name text primary key, value text not null, kept text not null) strict;

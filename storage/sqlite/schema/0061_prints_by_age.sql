-- Prints are most of the bytes of a store, and can be made again: old ones are found without a walk through the others.
create index prints_by_age on prints (printed) where printed is not null;

-- An adviser who is suspended or leaves puts back what they took: found without a walk through all that is shared.
create index shares_by_adviser on shares (taken_by) where taken_by is not null;

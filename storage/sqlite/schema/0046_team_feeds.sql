-- Secret addresses at which advisers read what is new in their team, one each. Withdrawn, such an address is gone.
create table team_feeds (
    account_id text primary key references accounts (id) on delete cascade,
    token_digest blob not null unique, made text not null
) strict;

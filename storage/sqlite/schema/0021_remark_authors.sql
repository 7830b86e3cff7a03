-- Who changed a remark last, and when: unknown for those from before.
alter table remarks add column account_id text references accounts (id);
alter table remarks add column at text;

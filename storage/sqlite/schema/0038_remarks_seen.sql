-- Whether the adviser has looked at a question with the business, where nothing more is remarked on it.
alter table remarks add column looked integer not null default 0;

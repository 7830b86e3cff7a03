-- What was read of a filled-in form, or of a plan's spreadsheet.
alter table read_forms add column kind text not null default 'form' check (kind in ('form', 'sheet'));

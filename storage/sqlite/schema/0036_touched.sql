-- What nobody has used for long is found without a walk through all workspaces.
create index workspaces_touched on workspaces (touched);

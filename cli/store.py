"""The command line for the whole store: back it up, check it, restore a back-up, change the key, copy it."""

from __future__ import annotations

from pathlib import Path

import click

from cli.cli_helpers import services, store_errors
from local_time import london_day
from storage.sqlite.examine import Examined
from usecases import store_care
from usecases.retention import count_untouched, delete_untouched, last_use_kept

store_commands = click.Group("store", help="Back up, check, restore and copy the database, or change its key.")
_KEY_FILE = click.option(
    "--key-file", type=click.Path(path_type=Path), help="The key of FILE, if it is not the key of today."
)


@store_commands.command("backup")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(min=1), help="Delete all back-ups in FOLDER but this many of the newest.")
def back_up(folder: Path, keep: int | None) -> None:
    """Copy the database into FOLDER while the service runs, and check the copy.

    The copy is one file, encrypted under the same key.
    """
    with store_errors():
        file, found = store_care.make_back_up(services, folder, keep)
    click.echo(f"{file}: {_summary(found)}")


@store_commands.command("check")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@_KEY_FILE
def check(file: Path | None, key_file: Path | None) -> None:
    """Look through every page of the database, or of the back-up FILE, while the service runs."""
    with store_errors():
        found = store_care.check_store(services, file, key_file)
    click.echo(f"{file or services.settings.database}: {_summary(found)}")


@store_commands.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@_KEY_FILE
@click.option("--replace", is_flag=True, help="Put it in the place of a database that is there, which is kept.")
def restore(file: Path, key_file: Path | None, replace: bool) -> None:
    """Put the back-up FILE in the place of the database. Stop the site and the worker first.

    The back-up is checked before, and stays as it is.
    """
    with store_errors():
        found, kept = store_care.restore_store(services, file, key_file, replace=replace)
    click.echo(f"{services.settings.database}: restored from {file}; {_summary(found)}")
    if kept is not None:
        click.echo(f"What was there is kept as {kept}. Delete it once you are sure that you do not need it.")
    click.echo("Workspaces that were deleted after the back-up was made are back. Start the site and the worker.")


@store_commands.command("rekey")
def rekey() -> None:
    """Change the key of the database while the service runs; the new key is made where there is none yet."""
    with store_errors():
        change = store_care.change_key(services)
    if change.changed:
        click.echo("The database is encrypted under the new key.")
    else:
        click.echo("The database was under the new key already.")
    if services.settings.postgres is not None:
        click.echo("On every other machine of the service, put the new key in the place of the old one.")
    if change.left:
        click.echo("One thing is left, which needs the right to write beside the key file. As an administrator, run:")
        for line in change.left:
            click.echo(f"    {line}")
    click.echo(
        f"Back-ups made before now need the old key, {change.old_key}: keep it as long as you keep them, then "
        "delete both. Copy the new key to where your organisation keeps its keys."
    )


@store_commands.command("copy")
def copy() -> None:
    """Copy the database of the data folder into the empty PostgreSQL database that CHECK_STORE names.

    Stop the site and the worker first. Every row is compared; the file stays as it is.
    """
    with store_errors():
        copied = store_care.copy_to_postgres(services)
    for table in copied:
        click.echo(f"{table.name}: {table.rows:,} rows, digest {table.digest[:16]}, the same on both sides")
    click.echo(
        "All is copied. Start the site and the worker with CHECK_STORE as it is. "
        f"{services.settings.database} is no longer used: delete it once you are sure that you do not need it."
    )


@store_commands.command("purge")
@click.option("--dry-run", is_flag=True, help="Only say how many.")
def purge(dry_run: bool) -> None:
    """Delete the workspaces that nobody has used for CHECK_RETENTION_MONTHS, as the worker does every minute."""
    months = services.settings.retention_months
    with store_errors():
        count = count_untouched(services) if dry_run else delete_untouched(services)
        since = london_day(last_use_kept(services))
    what = "1 workspace was" if count == 1 else f"{count:,} workspaces were"
    done = "nothing is deleted, as this is a dry run" if dry_run else "deleted" if count else "nothing to delete"
    click.echo(f"{what} last used on {since} or before (CHECK_RETENTION_MONTHS={months}): {done}.")


def _summary(found: Examined) -> str:
    count = "1 workspace" if found.workspaces == 1 else f"{found.workspaces:,} workspaces"
    return f"checked, {count}, tables of {found.step}"

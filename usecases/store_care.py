"""What an operator does with the whole store: back it up, check it, restore it, change its key, copy it."""

from __future__ import annotations

import os
import re
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import KeyRefused, StoreError
from storage.keys import give_to_service, make_key_file, next_key_file, read_key, sync_folder
from storage.sqlite.copies import back_up, key_of, restore
from storage.sqlite.examine import Examined, examine
from storage.sqlite.rekey import rekey
from usecases.services import Services

if TYPE_CHECKING:
    from storage.postgres.copying import CopiedTable

# What `flask store` does for the file in the data folder is done for PostgreSQL by its own programs.
_BY_POSTGRES = "CHECK_STORE names a PostgreSQL database, which its own programs {}: docs/operators.md, PostgreSQL."
# The names of back-ups sort by their time, in UTC.
# How many keys of workspaces are wrapped in one act: others save between two.
_WRAPPED_AT_ONCE = 500
_STAMP = "%Y%m%dT%H%M%SZ"
# The settings under which the time of the last one, and its folder, are kept.
_LAST, _LAST_FOLDER = "last-back-up", "last-back-up-folder"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BACK_UP = re.compile(r"store-\d{8}T\d{6}Z\.db")


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A change of key: where the old key is kept, or what is left to be done by somebody who may."""

    changed: bool
    old_key: Path
    left: tuple[str, ...] = ()


def make_back_up(services: Services, folder: Path, keep: int | None = None) -> tuple[Path, Examined]:
    """Make a back-up in a folder, look through it, and delete all of this folder's back-ups but the newest `keep`.

    Raises StoreError; then no back-up was made, and none was deleted.
    """
    _refuse_postgres(services, "back up (pg_dump)")
    if not folder.is_dir():
        raise StoreError(f"There is no folder {folder}. Make it, readable by the service's user alone (mkdir -m 700).")
    target = folder / f"store-{services.now():{_STAMP}}.db"
    notes = {_LAST: str(services.now().timestamp()), _LAST_FOLDER: str(folder.resolve())}
    found = back_up(services.settings.database, services.store_keys, target, notes)
    if keep is not None:
        for old in back_ups_in(folder)[:-keep]:
            old.unlink()
        sync_folder(folder)
    return target, found


def last_back_up(services: Services) -> datetime | None:
    """When the last back-up was made; None before the first."""
    kept = services.store.setting(_LAST)
    return EPOCH + timedelta(seconds=float(kept)) if kept else None


def last_back_up_folder(services: Services) -> Path | None:
    """Where the last back-up was made; None before the first."""
    kept = services.store.setting(_LAST_FOLDER)
    return Path(kept) if kept else None


def back_ups_in(folder: Path) -> list[Path]:
    """The back-ups of a folder, oldest first."""
    return sorted(each for each in folder.iterdir() if _BACK_UP.fullmatch(each.name))


def check_store(services: Services, file: Path | None, key_file: Path | None) -> Examined:
    """Look through the store, or through a back-up of it. Raises StoreError, in words, for whatever is wrong."""
    if file is not None:
        return examine(file, _key_of_copy(services, key_file))
    _refuse_postgres(services, "check (pg_amcheck)")
    database = services.settings.database
    if not database.exists():
        raise StoreError(f"There is no database {database}. Set CHECK_DATA to the folder of the service's data.")
    return examine(database, key_of(database, services.store_keys), in_use=True)


def restore_store(
    services: Services, file: Path, key_file: Path | None, *, replace: bool
) -> tuple[Examined, Path | None]:
    """Put a back-up in the place of the store; gives where what was there is kept, if anything was.

    Raises StoreError; then nothing was changed.
    """
    _refuse_postgres(services, "restore (pg_restore)")
    database = services.settings.database
    aside = database.with_name(f"{database.name}.replaced-{services.now():{_STAMP}}")
    replaced = aside if replace and database.exists() else None
    found = restore(
        file, _key_of_copy(services, key_file), database, services.store_keys()[0], aside if replace else None
    )
    return found, replaced


def change_key(services: Services) -> KeyChange:
    """Change the key of the store to that of the new key file, which is made where there is none.

    The site and the worker go on: both look for the new key's file when the old key no longer opens the store, or the
    key of a workspace. Running it again finishes what was interrupted. Raises StoreError; with PostgreSQL also when the
    new key was just made, so that every machine of the service can be given it first.
    """
    settings = services.settings
    if settings.store_key:
        raise KeyRefused(
            "The key is in the setting CHECK_STORE_KEY, where running programs cannot see a change. Write it into a "
            "file, set CHECK_STORE_KEY_FILE instead, restart both, then run this again."
        )
    key_file = settings.store_key_file
    new_file, now = next_key_file(key_file), services.now()
    old = read_key(key_file)
    if not new_file.exists():
        _make_next_key(new_file)
        if settings.postgres is not None:
            raise KeyRefused(
                f"The new key is in {new_file}. Copy it to the same place on every other machine of the service, where "
                "the service alone can read it, then run this again: it goes on from here."
            )
    _wrap_keys(services)
    changed = settings.postgres is not None or rekey(settings.database, old, read_key(new_file))
    # Those of workspaces that others have begun meanwhile, and had not seen the new key.
    _wrap_keys(services)
    return _move_keys(key_file, new_file, now, changed)


def copy_to_postgres(services: Services) -> tuple[CopiedTable, ...]:
    """Copy the database of the data folder into the one that CHECK_STORE names, which must be empty.

    Raises StoreError; then nothing was copied.
    """
    settings = services.settings
    if settings.postgres is None:
        raise StoreError("Set CHECK_STORE to the address of the empty PostgreSQL database to copy to.")
    # Imported here: the store in the data folder needs none of it.
    from storage.postgres.copying import copy_store

    return copy_store(settings.database, services.store_keys, settings.postgres)


def _refuse_postgres(services: Services, what: str) -> None:
    if services.settings.postgres is not None:
        raise StoreError(_BY_POSTGRES.format(what))


def _wrap_keys(services: Services) -> None:
    # A store of its own, which is closed afterwards: the key of the file is changed next.
    with closing(Services(services.settings).store) as store:
        after: str | None = ""
        while after is not None:
            after = store.wrap_keys(after, _WRAPPED_AT_ONCE)


def _make_next_key(new_file: Path) -> None:
    try:
        make_key_file(new_file)
        give_to_service(new_file)
    except KeyRefused as error:
        raise KeyRefused(
            f"{error}\nOr make the new key yourself, as the first one was made (docs/operators.md, Keys), in the file "
            f"{new_file}. Then run this again."
        ) from error


def _move_keys(key_file: Path, new_file: Path, now: datetime, changed: bool) -> KeyChange:
    old_key = key_file.with_name(f"{key_file.name}.until-{now:{_STAMP}}")
    try:
        os.link(key_file, old_key)
        os.replace(new_file, key_file)
        sync_folder(key_file.parent)
    except OSError:
        return KeyChange(changed, old_key, (f"mv {key_file} {old_key}", f"mv {new_file} {key_file}"))
    return KeyChange(changed, old_key)


def _key_of_copy(services: Services, key_file: Path | None) -> bytes:
    return read_key(key_file) if key_file is not None else services.store_keys()[0]

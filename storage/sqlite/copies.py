"""Back-ups: a consistent copy of a database in use, and a copy put back in its place; each looked through first."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from storage.errors import StoreError
from storage.keys import Keys, give_to_service, sync_folder
from storage.sealing import Vault
from storage.sql.wrapping import wrap_all
from storage.sqlite.connections import connect, of_another_key, unlock
from storage.sqlite.examine import Examined, examine, open_to_read
from storage.sqlite.in_use import alone, shared
from storage.sqlite.next_writer import next_writer
from storage.sqlite.schema import migrate
from storage.sqlite.sqlite_errors import translated_errors

_BUSY_SECONDS = 30.0
# A copy in the making, with what SQLite puts beside it (see `_draft`); nobody works on one for a day.
_DRAFT = re.compile(r"\.store(-\d{8}T\d{6}Z)?\.db\.[0-9a-f]{16}(-wal|-shm|-journal)?")
_STALE_SECONDS = 86_400


class NoCopy(StoreError):  # noqa: N818 - names what happened
    """A copy could not be made or put in place; the message says why. What was there before is as it was."""


def key_of(path: Path, keys: Keys) -> bytes:
    """The one of the keys that opens a database. Raises StoreUnavailable."""
    candidates = list(keys())
    with translated_errors():
        for last, key in enumerate(candidates, start=1 - len(candidates)):
            try:
                connect(path, key, _BUSY_SECONDS).close()
            except dbapi2.DatabaseError as error:
                if last == 0 or not of_another_key(error):
                    raise
            else:
                return key
    raise NoCopy("There is no key.")


def back_up(path: Path, keys: Keys, target: Path, notes: Mapping[str, str]) -> Examined:
    """Copy a database that may be in use, as it is at one moment, and look through the copy.

    The copy is one file under the same key. It appears whole, or not at all. `notes` are kept in the database's
    settings once it is there. Raises StoreError and OSError.
    """
    if not path.is_file():
        raise NoCopy(f"There is no database {path}. Set CHECK_DATA to the folder of the service's data.")
    with shared(path), _draft(target) as draft:
        _sweep({target.parent, path.parent}, draft.stat().st_mtime)
        key = key_of(path, keys)
        _copy(path, key, draft, key, in_use=True)
        found = examine(draft, key)
        try:
            os.link(draft, target)
        except FileExistsError:
            raise NoCopy(f"{target} exists and is not overwritten. Choose another name.") from None
        sync_folder(target.parent)
        _keep_notes(path, key_of(path, keys), notes)  # the key may have been changed meanwhile
    return found


def _keep_notes(path: Path, key: bytes, notes: Mapping[str, str]) -> None:
    """Not through the store, which would bring the tables up to date: a back-up is made before that too."""
    with translated_errors():
        db = connect(path, key, _BUSY_SECONDS)
        try:
            for note in notes.items():
                with next_writer(path, monotonic() + _BUSY_SECONDS):
                    db.execute("insert or replace into settings (name, value, kept) values (?, ?, '')", note)
        finally:
            db.close()


def restore(copy: Path, copy_key: bytes, path: Path, key: bytes, aside: Path | None) -> Examined:
    """Put a back-up in the place of a database that nothing uses, under its key and with today's tables.

    The database that is there is kept as `aside`; without that, there must be none. Raises StoreError and OSError.
    """
    if path.exists() and aside is None:
        raise NoCopy(
            f"{path} exists. To put the back-up in its place, add --replace: what is there is kept under another name."
        )
    with alone(path):
        found = examine(copy, copy_key)
        with _draft(path) as draft:
            _copy(copy, copy_key, draft, key, in_use=False)
            with translated_errors():
                _bring_up_to_date(draft, key, Vault(lambda: (copy_key, key)))
            found = examine(draft, key)
            if aside is not None and path.exists():
                _set_aside(path, key, aside)
            os.replace(draft, path)
            sync_folder(path.parent)
    return found


def _set_aside(path: Path, key: bytes, aside: Path) -> None:
    """Keep the database under another name, with the log of what is not yet in its file."""
    try:
        db = connect(path, key, 0)
        db.execute("pragma wal_checkpoint(truncate)").fetchone()
        db.close()
    except dbapi2.DatabaseError:
        pass  # damaged, or under a lost key: kept as it is, with its log
    for suffix in ("-wal", "-shm"):
        if (log := Path(f"{path}{suffix}")).exists():
            os.replace(log, f"{aside}{suffix}")
    os.link(path, aside)


def _bring_up_to_date(draft: Path, key: bytes, vault: Vault) -> None:
    db = connect(draft, key, 0)
    try:
        migrate(db, vault)
        with db.conn:
            wrap_all(db, vault)
        _one_file(db)
    finally:
        db.close()


def _copy(source: Path, source_key: bytes, draft: Path, key: bytes, *, in_use: bool) -> None:
    """Copy in one go: a reader's view of one moment, which keeps no writer waiting."""
    with translated_errors():
        taken = open_to_read(source, source_key, in_use=in_use)
        made = dbapi2.connect(str(draft), isolation_level=None)
        try:
            unlock(made, key)
            taken.backup(made)
            _one_file(Database(made, execute_plugins=False))
        finally:
            made.close()
            taken.close()
    with draft.open("rb") as file:
        os.fsync(file.fileno())


def _one_file(db: Database) -> None:
    # Without a log beside it: the first connection of the service starts one again.
    db.execute("pragma journal_mode = delete").fetchone()


def _sweep(folders: Iterable[Path], now: float) -> None:
    """Delete what copies that were killed have left: it holds what has been deleted since."""
    for file in (each for folder in folders for each in folder.iterdir()):
        with suppress(FileNotFoundError):  # another's, which is just finished
            if _DRAFT.fullmatch(file.name) and now - file.stat().st_mtime > _STALE_SECONDS:
                file.unlink()


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        give_to_service(draft)
        yield draft
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{draft}{suffix}").unlink(missing_ok=True)

"""The key of the database: made once into a file of its own, or given by the environment; 256 bits as hex."""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from storage.errors import KeyRefused

KEY_BYTES = 32
# The keys that may be in use, asked for whenever one is needed: two while the key is being changed, the newer last.
Keys = Callable[[], Sequence[bytes]]
_HEX = re.compile(r"[0-9a-fA-F]*", re.ASCII)
# More than any key with a line end; a longer file is refused without reading all of it.
_LONGEST = 4 * KEY_BYTES


def make_key_file(path: Path) -> None:
    """Write a new random key that only its owner can read; KeyRefused where something is there already.

    It appears whole or not at all: overwriting a key would make the data noise for ever.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(descriptor, f"{secrets.token_hex(KEY_BYTES)}\n".encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.link(draft, path)  # unlike a rename, fails where something exists
        sync_folder(path.parent)
    except FileExistsError:
        raise KeyRefused(
            f"{path} exists and is not overwritten, for the data under its key would be lost. "
            "Use it, or choose another name."
        ) from None
    except OSError as error:
        raise KeyRefused(
            f"The key file {path} cannot be made: {error.strerror}. Choose a folder that can be written."
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def read_key(source: Path | str) -> bytes:
    """The 32 bytes of a key file (a Path) or of a key itself as 64 hex digits (a str, from the environment).

    Raises KeyRefused for a file that is missing, or that others may read, and for anything but 64 hex digits.
    """
    if isinstance(source, Path):
        return _decode(_read_private(source), f"The key file {source}")
    return _decode(source, "The database key of the environment")


def next_key_file(path: Path) -> Path:
    """The file of the key that is to come after this file's: while both are there, either may open the database."""
    return path.with_name(f"{path.name}.new")


def keys_of(source: Path | str) -> tuple[bytes, ...]:
    """The keys that may open a database: the key, and the one that is being changed to. Raises KeyRefused.

    A new key that is not complete yet, or not private, is left out: while it is being made, the service goes on.
    """
    keys = [read_key(source)]
    if isinstance(source, Path):
        with suppress(KeyRefused):
            keys.append(read_key(next_key_file(source)))
    return tuple(keys)


def sync_folder(folder: Path) -> None:
    """Make a new name in the folder outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def give_to_service(file: Path) -> None:
    """What an administrator makes in the service's folder is the service's, which could not open it otherwise."""
    if os.geteuid() == 0:
        folder = file.parent.stat()
        os.chown(file, folder.st_uid, folder.st_gid)


def _read_private(path: Path) -> str:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise KeyRefused(
            f"The key file {path} cannot be opened: {error.strerror}. Correct its path, or make a key file."
        ) from error
    try:
        # Looked at through the descriptor, so that the file cannot be swapped between look and read.
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise KeyRefused(f"{path} is not a file. Give the path of the key file itself.")
        if status.st_mode & 0o077:
            raise KeyRefused(f"Others can read the key file {path}. Run: chmod 600 {path}")
        return os.read(descriptor, _LONGEST).decode("ascii", "replace")
    finally:
        os.close(descriptor)


def _decode(text: str, name: str) -> bytes:
    digits = text.strip()
    if not _HEX.fullmatch(digits):
        raise KeyRefused(
            f"{name} holds a character that is not a hex digit. It must be 64 digits of 0-9 and a-f: "
            "scripts/setup makes one where there is none."
        )
    if len(digits) != 2 * KEY_BYTES:
        raise KeyRefused(
            f"{name} has {len(digits)} hex digits and must have {2 * KEY_BYTES}. Restore it whole from where "
            "it is kept, or let scripts/setup make one for a new database."
        )
    return bytes.fromhex(digits)

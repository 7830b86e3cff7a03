"""Which files of an installation others can reach, and which keys lie beside what they open."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from usecases.store_care import back_ups_in

_KEY = re.compile(rb"\s*[0-9a-fA-F]{64}\s*")
# No key file is longer (storage/keys.py).
_LONGEST_KEY = 128


def open_to_others(path: Path) -> bool:
    """Whether anyone but its owner may read or write it."""
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def exposed_back_ups(folder: Path) -> list[Path]:
    """What others can reach of a folder of back-ups: the files that they can read, and a folder that they can write to.

    Nothing in a folder that only its owner can open is within their reach. Raises OSError.
    """
    if not open_to_others(folder):
        return []
    writable = [folder] if stat.S_IMODE(folder.stat().st_mode) & 0o022 else []
    return [*writable, *(each for each in back_ups_in(folder) if open_to_others(each))]


def keys_in(folder: Path) -> list[Path]:
    """The files of a folder that hold a key, whatever their names. Raises OSError for a folder that cannot be read."""
    return sorted(each for each in folder.iterdir() if each.is_file() and _holds_key(each))


def _holds_key(file: Path) -> bool:
    try:
        return file.stat().st_size <= _LONGEST_KEY and bool(_KEY.fullmatch(file.read_bytes()))
    except OSError:
        return False  # what cannot be read cannot be taken along with the rest

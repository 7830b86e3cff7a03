"""Looks through the pages of an encrypted file, a slice at a time, without a lock: is each as it was written?

Every page ends with a keyed digest of itself and of its number (SQLCipher 4, https://www.zetetic.net/sqlcipher/design/).
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from time import sleep

PAGE = 4096
_SALT, _DIGEST = 16, 64
# A page that is being written just now may look damaged once; one that stays so is.
_LOOKS, _PAUSE = 3, 0.1

# Never closed: when a process closes a file, it loses every lock that SQLite holds on it in that process.
_files: dict[tuple[int, int], int] = {}
_lock = Lock()


def count_pages(path: Path) -> int:
    """How many pages the file has. Raises OSError."""
    return path.stat().st_size // PAGE


def damaged_pages(path: Path, keys: Sequence[bytes], numbers: Iterable[int]) -> tuple[int, ...]:
    """Those of these pages, from 1 on, that under none of the keys are as they were written. Raises OSError."""
    left = tuple(numbers)
    for look in range(_LOOKS):
        if look and left:
            sleep(_PAUSE)
        left = tuple(number for number in left if not _whole(path, keys, number))
    return left


def _whole(path: Path, keys: Sequence[bytes], number: int) -> bool:
    file = _opened(path)
    page = os.pread(file, PAGE, (number - 1) * PAGE)
    if len(page) < PAGE:
        return False
    salt = os.pread(file, _SALT, 0)
    # The first page begins with the salt, which is not encrypted.
    text = page[_SALT if number == 1 else 0 : -_DIGEST] + number.to_bytes(4, "little")
    return any(hmac.compare_digest(hmac.digest(_key(key, salt), text, "sha512"), page[-_DIGEST:]) for key in keys)


def _key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)


def _opened(path: Path) -> int:
    status = path.stat()
    with _lock:
        known = (status.st_dev, status.st_ino)
        if known not in _files:
            _files[known] = os.open(path, os.O_RDONLY)
        return _files[known]

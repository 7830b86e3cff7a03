"""Does once for a whole test run what each site in it would do again; hashes and saves cost little."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from questions import Bank, reader
from storage.sqlite import connections
from usecases import passwords

# How the service itself opens its database; tests do not wait for the disk.
PRAGMAS_IN_USE = connections.PRAGMAS
_Stamp = tuple[tuple[Path, int, int], ...]


class CompiledTemplates(BytecodeCache):
    """Compiled templates in memory. Jinja itself compares each with the source of its template."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what was compiled before, if anything."""
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled just now."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


def read_once(load: Callable[[Path], Bank]) -> Callable[[Path], Bank]:
    """`load`, but a bank whose files did not change is not read again. Banks are frozen, so sites can share one."""
    banks: dict[_Stamp, Bank] = {}

    def loaded(folder: Path) -> Bank:
        stamp = _stamp(folder)
        if stamp not in banks:
            banks[stamp] = load(folder)
        return banks[stamp]

    return loaded


def share(patch: pytest.MonkeyPatch) -> None:
    """Make every site that is built from now on share this work."""
    patch.setattr(Flask, "jinja_options", {**Flask.jinja_options, "bytecode_cache": CompiledTemplates()})
    patch.setattr(reader, "load_bank", read_once(reader.load_bank))
    # A real hash takes a tenth of a second, and signing in needs several. tests/web/advisers/test_passwords.py checks
    # the cost that the service uses.
    patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    # A save waits for the disk: most of the time of the tests of the store. No test cuts the power of the machine.
    patch.setattr(connections, "PRAGMAS", tuple(each.replace("= full", "= off") for each in PRAGMAS_IN_USE))
    patch.setattr(connections, "sync_folder", lambda _folder: None)


def _stamp(folder: Path) -> _Stamp:
    """What changes when a file of a folder is added, removed, renamed or written."""
    return tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.rglob("*.yaml")))

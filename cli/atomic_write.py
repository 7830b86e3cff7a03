"""Writes the files that a command was asked for: every one of them whole, or none at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


class OutputError(ValueError):
    """A file cannot be written; the message names it and says what to do."""


def check_target(path: Path) -> None:
    """See that a file could be written, before the work is done. Raises OutputError where it cannot."""
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; name a file in it")
    if path.exists() and not path.is_file():
        raise OutputError(f"{path}: is no ordinary file; write - to print to standard output")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}; make it first, or choose another")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise OutputError(f"{path}: cannot be written: no permission; choose another folder")


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write all the files, or none: each goes to a file beside its place first, and all move there at the end.

    Raises OutputError; then nothing is left behind, and a file that was there before is as it was.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, content in files.items():
            staged.append((_stage(path, content), path.resolve()))
        for part, place in staged:
            part.replace(place)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}; choose another folder") from error
    finally:
        for part, _ in staged:
            part.unlink(missing_ok=True)


def _stage(path: Path, content: bytes) -> Path:
    place = path.resolve()
    part = place.with_name(f".{place.name[:100]}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        if place.exists():
            part.chmod(place.stat().st_mode & 0o777)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return part

"""The small banks of the tests: whole ones in `valid`, and overlays over `valid/small` in `invalid`."""

from __future__ import annotations

import shutil
from pathlib import Path

BANKS = Path(__file__).parent / "banks"
SMALL = BANKS / "valid" / "small"
VALID = tuple(sorted(path.name for path in (BANKS / "valid").glob("*/")))
INVALID = tuple(sorted(path.name for path in (BANKS / "invalid").glob("*/")))
PROJECT = Path(__file__).parents[2] / "questions" / "bank"

_NOT_CONTENT = ("expected.txt", "removed.txt")


def expected(folder: Path) -> str:
    """What a test of this folder must give, as text."""
    return (folder / "expected.txt").read_text(encoding="utf-8")


def small_copy(target: Path) -> Path:
    """Copy the small bank to a new folder `bank`."""
    return Path(shutil.copytree(SMALL, target / "bank"))


def laid_over_small(folder: Path, target: Path) -> Path:
    """Copy the small bank, lay an overlay's files over it, and take away those it removes."""
    bank = small_copy(target)
    for path in folder.iterdir():
        if path.name not in _NOT_CONTENT:
            shutil.copy(path, bank)
    removed = folder / "removed.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        (bank / name).unlink()
    return bank

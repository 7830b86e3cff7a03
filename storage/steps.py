"""The steps by which a database gets its tables, by their names: which of them an older program can live with."""

from __future__ import annotations

from collections.abc import Iterable

from storage.errors import StoreUnavailable

# The end of the name of a step that only adds what an older program never looks at.
ADDED = "_added"


def unknown(applied: Iterable[str], known: Iterable[str]) -> list[str]:
    """The steps of a newer program that this one cannot live with, in order."""
    return sorted(name for name in set(applied) - set(known) if not name.endswith(ADDED))


def refuse_newer(applied: Iterable[str], known: Iterable[str]) -> None:
    """Raise StoreUnavailable where a newer program has changed what this one relies on."""
    if newer := unknown(applied, known):
        raise StoreUnavailable(
            f"The database has steps that this version does not know ({', '.join(newer)}). "
            "Run the version that made them, or restore a back-up from before it."
        )

"""The tables, one SQL file a version: published files never change; a new need is a new file with the next number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from sqlite3 import complete_statement

from sqlite_utils import Database, Migrations

from storage.sealing import Vault
from storage.sql import seal_content
from storage.sqlite.rebuild_tallies import rebuild_tallies
from storage.steps import refuse_newer

# The name of a file without its ending is the name of its step, which each database records when it is applied.
_FILES = tuple(sorted(Path(__file__).parent.glob("*.sql")))
# Steps that need more than their statements.
_AFTERWARDS: dict[str, Callable[[Database], None]] = {
    "0012_figures": rebuild_tallies,
    "0018_months_of_london": rebuild_tallies,
}

STEPS = Migrations("store")


def _register(path: Path) -> None:
    @STEPS(name=path.stem)
    def apply(db: Database) -> None:
        for statement in _statements(path.read_text(encoding="utf-8")):
            db.execute(statement)
        if path.stem in _AFTERWARDS:
            _AFTERWARDS[path.stem](db)


def _statements(text: str) -> Iterator[str]:
    """The statements of a file one by one; `executescript` would commit the transaction of the migration."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"This statement does not end: {statement}")


for _path in _FILES:
    _register(_path)


def step_files() -> tuple[Path, ...]:
    """The file of every step, in order."""
    return _FILES


def step_names() -> tuple[str, ...]:
    """Every step of this version of the program, in order."""
    return tuple(path.stem for path in _FILES)


def _begin(db: Database) -> None:
    db.execute("begin immediate")


def migrate(db: Database, vault: Vault, begin: Callable[[Database], None] = _begin) -> None:
    """Bring the tables up to date, all steps or none; a second process waits and then finds nothing to do.

    The vault seals what an earlier version kept openly. `begin` begins to write where others may write too.

    Raises StoreUnavailable when a newer version of the program has changed what this one relies on.
    """
    refuse_newer((step.name for step in STEPS.applied(db)), step_names())
    if not STEPS.pending(db):
        return
    # Taken before `apply` looks at what is pending, or two processes would both apply the same step.
    begin(db)
    try:
        STEPS.apply(db, stop_before=seal_content.NEXT)
        if any(step.name == seal_content.NEXT for step in STEPS.pending(db)):
            seal_content.seal_content(db, vault)
        STEPS.apply(db)
    except BaseException:
        db.rollback()
        raise
    db.commit()

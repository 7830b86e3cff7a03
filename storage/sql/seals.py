"""The seals of workspaces within statements, and how several values are one sealed text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from storage.sealing import Seal, Vault
from storage.sql import rows
from storage.sql.base import Base, Parameters, insert, not_found, run
from storage.sql.database import Database

# Of a join with `workspaces w`: what opens the rows of a workspace.
KEY = "w.id, w.data_key"
# What joins a row `r` of a visit, or of a place, with its workspace.
OF_VISIT = "join visits v on v.id = r.visit_id join workspaces w on w.id = v.workspace_id"
OF_PREMISES = "join premises p on p.id = r.premises_id join workspaces w on w.id = p.workspace_id"


def seal_of(db: Database, workspace_id: str) -> Seal:
    """The seal of a workspace, within an act. NotFound."""
    found = run(db, "select data_key from workspaces where id = ?", (workspace_id,)).fetchone()
    if found is None:
        raise not_found("workspace")
    return db.vault.seal(workspace_id, found[0])


def opened(vault: Vault, found: Sequence[rows.Row]) -> tuple[Seal | None, list[rows.Row]]:
    """The seal of rows of one workspace that end with the columns of KEY, and the rows without these."""
    if not found:
        return None, []
    return vault.seal(*found[0][-2:]), [row[:-2] for row in found]


def together(values: Sequence[Any]) -> str:
    """Several values as one text, to be sealed: a value as the database would keep it each."""
    return json.dumps([rows.to_value(each) for each in values], ensure_ascii=False)


def apart(text: str) -> list[Any]:
    """The values of a text of `together`."""
    values: list[Any] = json.loads(text)
    return values


def copy_to_visit(db: Database, seal: Seal, table: str, names: str, of: tuple[str, str]) -> None:
    """Copy the rows of a visit to another one of the same workspace: `of` are their ids.

    Of the columns, the first names the row within its visit, and one is `sealed`: that is sealed for its new place.
    """
    visit_id, copy_id = of
    at = names.split(", ").index("sealed")
    for row in run(db, f"select {names} from {table} where visit_id = ?", (visit_id,)).fetchall():
        sealed = seal.close(seal.open(row[at], table, visit_id, row[0]), table, copy_id, row[0])
        insert(db, table, f"visit_id, {names}", (copy_id, *row[:at], sealed, *row[at + 1 :]))


class Sealed(Base):
    """A part of the store that reads sealed rows of one workspace."""

    def _opened(self, sql: str, parameters: Parameters) -> tuple[Seal | None, list[rows.Row]]:
        """The rows of a statement whose last columns are those of KEY, without these; their seal unless none."""
        return opened(self._vault, self._rows(sql, parameters))

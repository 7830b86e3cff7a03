"""The rows of visits: which of them a force sees, and may still change."""

from __future__ import annotations

from datetime import date, datetime

from storage.errors import NotFound
from storage.sealing import Vault
from storage.sql import rows
from storage.sql.base import run
from storage.sql.database import Database
from storage.visits import Visit

VISIT = (
    "id, share_id, workspace_id, assessment_id, force_id, account_id, begun, signed, sealed, follow_up, followed_up, "
    "corrects"
)
# A visit is seen as long as its share is: taken back, over or passed on, and it is gone.
SEEN = "s.id = v.share_id and s.force_id = v.force_id and s.withdrawn is null and s.until > ?"


ONE_VISIT = f"select {rows.with_key(VISIT, 'visits')} from visits"


def must_be_open(db: Database, force_id: str, visit_id: str, now: datetime) -> str:
    """The id of the workspace of an open visit; NotFound for any other."""
    own = "v.id = ? and v.force_id = ? and v.signed is null"
    sql = f"select v.workspace_id from visits v join shares s on {SEEN} where {own}"
    row = run(db, sql, (rows.to_time(now), visit_id, force_id)).fetchone()
    if row is None:
        raise no_visit()
    return str(row[0])


def no_visit() -> NotFound:
    """One wording for a visit that is not there, signed, or no longer shared."""
    return NotFound("There is no such open visit. It may be signed, or the business may have taken its share back.")


def to_visit(vault: Vault, row: rows.Row) -> Visit:
    """The visit of a row with the columns of `VISIT` and the key of its workspace."""
    *own, key = row
    values = rows.named(VISIT, own)
    for name in ("begun", "signed", "followed_up"):
        values[name] = rows.moment(values[name])
    values["follow_up"] = values["follow_up"] and date.fromisoformat(values["follow_up"])
    sealed = values.pop("sealed")
    seal = vault.seal(values["workspace_id"], key)
    values["signed_for"] = "" if sealed is None else seal.text(sealed, "visits", values["id"])
    return Visit(**values)

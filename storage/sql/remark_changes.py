"""What the log says of changed remarks: which questions and which parts, never a text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from assessment.visit_overrides import Remark
from storage.acts import RemarkChanged
from storage.sql import rows
from storage.sql.acts import write_log
from storage.sql.base import Base, insert
from storage.sql.database import Database

Remarks = Mapping[str, Remark]


class RemarkChanges(Base):
    """The part of the log about remarks; `storage.acts` says what the method does."""

    def remarks_changed(self, force_id: str, acts: tuple[int, int], now: datetime) -> dict[int, list[RemarkChanged]]:
        """See ActStore."""
        found = self._rows(
            "select c.act_id, c.question_id, c.parts from remark_changes c join visits v on v.id = c.visit_id "
            "join shares s on s.id = v.share_id and s.force_id = v.force_id and s.withdrawn is null and s.until > ? "
            "where v.force_id = ? and c.act_id between ? and ? order by c.act_id, c.question_id",
            (rows.to_time(now), force_id, *acts),
        )
        changed: dict[int, list[RemarkChanged]] = {}
        for act_id, question_id, parts in found:
            changed.setdefault(act_id, []).append(RemarkChanged(question_id, tuple(parts.split())))
        return changed


def log_remarks(
    db: Database, force_id: str, account_id: str, visit_id: str, changes: tuple[Remarks, Remarks], now: datetime
) -> None:
    """Add a line to the log where remarks changed: `changes` are those before and after, of the same questions."""
    before, after = changes
    parts = {question: changed_parts(before.get(question, Remark()), each) for question, each in after.items()}
    if any(parts.values()):
        act_id = write_log(db, force_id, account_id, "changed-remarks", visit_id, now)
        for question, changed in parts.items():
            if changed:
                row = (act_id, visit_id, question, " ".join(changed))
                insert(db, "remark_changes", "act_id, visit_id, question_id, parts", row)


def changed_parts(before: Remark, after: Remark) -> tuple[str, ...]:
    """The parts of a remark that changed: level, note, private, seen."""
    pairs = {
        "level": ((before.agreed, before.reason), (after.agreed, after.reason)),
        "note": (before.note, after.note),
        "private": (before.private, after.private),
        "seen": (before.looked, after.looked),
    }
    return tuple(name for name, (old, new) in pairs.items() if old != new)

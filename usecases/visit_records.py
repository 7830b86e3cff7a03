"""A row of a visit is saved: a finding, an entry of the diary or a recommendation, never over a colleague's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, cast

from assessment.visit_overrides import Advice
from assessment.visit_records import DiaryEntry, Finding, Importance
from storage.visit_records import ADVICE, DIARY, FINDINGS, Record, RecordKind
from usecases.revisions import Clash
from usecases.row_changes import Most, SentRow, changed_row
from usecases.services import Services

# Of each kind, on one visit.
MOST_ROWS = 100
_MOST = Most(MOST_ROWS, f"There are {MOST_ROWS} already, which is the most for one visit. Remove one first")


@dataclass(frozen=True, slots=True)
class RecordFields(Generic[Record]):
    """How a row of a kind is sent by a form: its fields as texts, days as in 2026-12-04, and the row of such texts."""

    kind: RecordKind[Record]
    texts: Callable[[Record], dict[str, str]]
    made: Callable[[Mapping[str, str]], Record]


@dataclass(frozen=True, slots=True)
class SentRecord:
    """What a form sent of one row of a visit, and the account that sent it."""

    force_id: str
    visit_id: str
    account_id: str
    row: SentRow


def save_record(services: Services, fields: RecordFields[Record], sent: SentRecord) -> tuple[Clash, ...]:
    """Save what was touched, in one transaction; gives the fields that a colleague changed meanwhile, which stay.

    Raises NotFound where the visit is signed or no longer shared, Refused where there are too many.
    """
    clashes: tuple[Clash, ...] = ()

    def change(before: Mapping[str, Record]) -> Mapping[str, Record | None]:
        nonlocal clashes
        rows, clashes = changed_row(before, sent.row, fields.texts, fields.made, _MOST)
        return rows

    own = (sent.force_id, sent.visit_id, sent.account_id)
    services.store.change_records(*own, fields.kind, change, services.now())
    return clashes


def _finding_texts(finding: Finding) -> dict[str, str]:
    due = finding.due.isoformat() if finding.due else ""
    said = (finding.text, finding.importance, finding.person, due, finding.question or "")
    return dict(zip(("text", "importance", "person", "due", "question"), said, strict=True))


def _finding(values: Mapping[str, str]) -> Finding:
    due = date.fromisoformat(values["due"]) if values["due"] else None
    importance = cast(Importance, values["importance"])
    return Finding(values["text"], importance, values["person"], due, values["question"] or None)


def _entry_texts(entry: DiaryEntry) -> dict[str, str]:
    minutes = "" if entry.minutes is None else str(entry.minutes)
    return {"day": entry.day.isoformat(), "present": entry.present, "minutes": minutes, "note": entry.note}


def _entry(values: Mapping[str, str]) -> DiaryEntry:
    minutes = int(values["minutes"]) if values["minutes"] else None
    return DiaryEntry(date.fromisoformat(values["day"]), values["present"], minutes, values["note"])


def _advice_texts(advice: Advice) -> dict[str, str]:
    return {"question": advice.question or "", "text": advice.text, "class_id": advice.class_id}


def _advice(values: Mapping[str, str]) -> Advice:
    return Advice(values["class_id"], values["text"], values["question"] or None)


FINDING_FIELDS = RecordFields(FINDINGS, _finding_texts, _finding)
DIARY_FIELDS = RecordFields(DIARY, _entry_texts, _entry)
ADVICE_FIELDS = RecordFields(ADVICE, _advice_texts, _advice)

"""A row of a visit is saved: a finding, an entry of the diary or a recommendation, never over a colleague's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, cast

from assessment.visit_overrides import Advice
from assessment.visit_records import DiaryEntry, Finding, Importance
from storage.errors import Refused
from storage.visit_records import ADVICE, DIARY, FINDINGS, Record, RecordKind
from usecases.revisions import Clash, Sent, merge
from usecases.services import Services

# Of each kind, on one visit.
MOST_ROWS = 100
_FULL = "There are {} already, which is the most for one visit. Remove one first"


@dataclass(frozen=True, slots=True)
class RecordFields(Generic[Record]):
    """How a row of a kind is sent by a form: its fields as texts, days as in 2026-12-04, and the row of such texts."""

    kind: RecordKind[Record]
    texts: Callable[[Record], dict[str, str]]
    made: Callable[[Mapping[str, str]], Record]


@dataclass(frozen=True, slots=True)
class SentRecord:
    """What a form sent of one row: `values` by field, and `shown`, the revisions that it carried.

    `theirs` are the fields of which the sender chose what a colleague saved.
    """

    force_id: str
    visit_id: str
    account_id: str
    record_id: str
    values: Mapping[str, str]
    shown: Mapping[str, str]
    theirs: frozenset[str] = frozenset()


def save_record(services: Services, fields: RecordFields[Record], sent: SentRecord) -> tuple[Clash, ...]:
    """Save what was touched, in one transaction; gives the fields that a colleague changed meanwhile, which stay.

    One that a colleague has removed meanwhile comes back as it was sent. The same row under another id, as by a form
    that is sent again, is not added twice. Raises NotFound where the visit is signed or no longer shared, Refused where
    there are too many.
    """
    clashes: list[Clash] = []

    def change(before: Mapping[str, Record]) -> Mapping[str, Record | None]:
        clashes.clear()
        known = before.get(sent.record_id)
        if known is None:
            new = fields.made(sent.values)
            if new not in before.values() and len(before) >= MOST_ROWS:
                raise Refused(_FULL.format(MOST_ROWS))
            return {} if new in before.values() else {sent.record_id: new}
        theirs: dict[str, Sent] = dict(fields.texts(known))
        mine = {name: value for name, value in sent.values.items() if name not in sent.theirs}
        merged = merge(sent.shown, theirs, mine)
        clashes.extend(merged.clashes)
        return {sent.record_id: fields.made({name: str(value) for name, value in merged.values.items()})}

    own = (sent.force_id, sent.visit_id, sent.account_id)
    services.store.change_records(*own, fields.kind, change, services.now())
    return tuple(clashes)


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

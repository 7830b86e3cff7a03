"""Records to rows and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from assessment.answers import Answer
from storage.accounts import Act
from storage.records import Assessment, Premises, PrintOrder, Value, Workspace

WORKSPACE = "id, created, touched, code_digest"
PREMISES = "id, workspace_id, profile, force_id, created"
ASSESSMENT = "id, premises_id, workspace_id, reference, bank_version, kind, profile, started, finished"
ORDER = "id, key, kind, subject, workspace_id, assessment_id, asked, started, printer, tries, printed, failed"
ACT = "id, at, force_id, account_id, act, about"
# As one value: a thread hands Python to the others at every row, and a hundred hand-overs cost more than the read.
ANSWERS = "json_group_array(json_array(question_id, choice, reason, note))"

Row = Sequence[Any]


def of(table: str, columns: str) -> str:
    """The columns, each named with its table."""
    return ", ".join(f"{table}.{column}" for column in columns.split(", "))


def clean(text: str) -> str:
    """The same text, but for halves of surrogate pairs: no UTF-8 holds them, and no page could show them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def to_time(moment: datetime) -> str:
    """ISO text in UTC, always of one length so that it sorts; ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("A time given to the store needs a zone: use datetime.now(UTC).")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def to_json(values: Mapping[str, Value]) -> str:
    """A profile, or the subject of a print, as JSON text."""
    return clean(json.dumps(dict(values), ensure_ascii=False, allow_nan=False))


@lru_cache(maxsize=64)
def _from_json(text: str) -> Mapping[str, Value]:
    return MappingProxyType(
        {key: tuple(value) if isinstance(value, list) else value for key, value in json.loads(text).items()}
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def answers(text: str) -> dict[str, Answer]:
    """From the value of ANSWERS."""
    return {question: Answer(*said) for question, *said in json.loads(text)}


def workspace(row: Row) -> Workspace:
    """From the columns of WORKSPACE."""
    return Workspace(row[0], datetime.fromisoformat(row[1]), datetime.fromisoformat(row[2]), bytes(row[3]))


def premises(row: Row) -> Premises:
    """From the columns of PREMISES."""
    return Premises(row[0], row[1], _from_json(row[2]), row[3], datetime.fromisoformat(row[4]))


def assessment(row: Row) -> Assessment:
    """From the columns of ASSESSMENT."""
    return Assessment(
        id=row[0],
        premises_id=row[1],
        workspace_id=row[2],
        reference=row[3],
        bank_version=row[4],
        kind=row[5],
        profile=_from_json(row[6]),
        started=datetime.fromisoformat(row[7]),
        finished=_moment(row[8]),
    )


def order(row: Row) -> PrintOrder:
    """From the columns of ORDER."""
    return PrintOrder(
        id=row[0],
        key=row[1],
        kind=row[2],
        subject=_from_json(row[3]),
        workspace_id=row[4],
        assessment_id=row[5],
        asked=datetime.fromisoformat(row[6]),
        started=_moment(row[7]),
        printer=row[8],
        tries=row[9],
        printed=_moment(row[10]),
        failed=_moment(row[11]),
    )


def act(row: Row) -> Act:
    """From the columns of ACT."""
    return Act(row[0], datetime.fromisoformat(row[1]), row[2], row[3], row[4], row[5])

"""Records to rows and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from storage.records import Assessment, Premises, Value, Workspace

WORKSPACE = "id, created, touched"
PREMISES = "id, workspace_id, profile, force_id, created"
ASSESSMENT = "id, premises_id, workspace_id, reference, bank_version, kind, profile, started, finished"

Row = Sequence[Any]


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


def to_profile(profile: Mapping[str, Value]) -> str:
    """The profile as JSON text."""
    return clean(json.dumps(dict(profile), ensure_ascii=False, allow_nan=False))


def _profile(text: str) -> Mapping[str, Value]:
    return MappingProxyType(
        {key: tuple(value) if isinstance(value, list) else value for key, value in json.loads(text).items()}
    )


def workspace(row: Row) -> Workspace:
    """From the columns of WORKSPACE."""
    return Workspace(row[0], datetime.fromisoformat(row[1]), datetime.fromisoformat(row[2]))


def premises(row: Row) -> Premises:
    """From the columns of PREMISES."""
    return Premises(row[0], row[1], _profile(row[2]), row[3], datetime.fromisoformat(row[4]))


def assessment(row: Row) -> Assessment:
    """From the columns of ASSESSMENT."""
    return Assessment(
        id=row[0],
        premises_id=row[1],
        workspace_id=row[2],
        reference=row[3],
        bank_version=row[4],
        kind=row[5],
        profile=_profile(row[6]),
        started=datetime.fromisoformat(row[7]),
        finished=None if row[8] is None else datetime.fromisoformat(row[8]),
    )

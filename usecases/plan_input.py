"""What people type for a job or an action, read from a form: texts, days and statuses, with every problem named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from assessment.plain_text import tidy_text
from assessment.progress import TYPED_STATUSES, PlanItem, TypedStatus
from reports.report.dates import MONTHS

PARTS = ("owner", "due", "status", "reason", "cost", "note", "proof")
LONGEST: Mapping[str, int] = {"owner": 60, "reason": 500, "cost": 60, "note": 2000, "proof": 500}
_LINES = ("reason", "note", "proof")
_YEARS = range(2000, 2101)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})")
_WORDS = re.compile(r"(\d{1,2})\s+([a-z]{3,9})\.?\s+(\d{4})", re.IGNORECASE)


def read_day(text: str) -> date | None:
    """A day such as 2026-12-08, 8/12/2026 or 8 December 2026; None for an empty text. Raises ValueError."""
    text = text.strip()
    if not text:
        return None
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _FIGURES.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _WORDS.fullmatch(text):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    else:
        raise ValueError(text)
    if year not in _YEARS:
        raise ValueError(text)
    return date(year, month, day)


def tidied(values: Mapping[str, str]) -> dict[str, str]:
    """The values of a form, by part and name, as they are kept: tidy texts, days as 2026-12-08 where they are days."""
    return {field: _tidied(field.partition("-")[0], value) for field, value in values.items()}


def read_item(values: Mapping[str, str]) -> tuple[PlanItem, dict[str, str]]:
    """An item from its tidied parts, and its problems by part. A status that is no typed one counts as not started."""
    problems = {
        part: f"Use {longest:,} characters or fewer (now {len(values[part]):,})"
        for part, longest in LONGEST.items()
        if len(values[part]) > longest
    }
    due = None
    try:
        due = read_day(values["due"])
    except ValueError:
        problems["due"] = "Enter a day, such as 8/12/2026"
    status: TypedStatus = next((each for each in TYPED_STATUSES if each == values["status"]), "not-started")
    if status == "not-doing" and not values["reason"]:
        problems["reason"] = "Say in a few words why this is not being done"
    owner, reason, cost, note, proof = (values[part] for part in LONGEST)
    return PlanItem(owner, due, status, reason, cost, note, proof), problems


def item_parts(item: PlanItem, status: str) -> dict[str, str]:
    """An item as a form shows it, by part, with the status that counts."""
    texts = {part: getattr(item, part) for part in LONGEST}
    return {**texts, "due": item.due.isoformat() if item.due else "", "status": status}


def _tidied(part: str, value: str) -> str:
    text = tidy_text(value, lines=part in _LINES)
    if part != "due":
        return text
    try:
        day = read_day(text)
    except ValueError:
        return text
    return day.isoformat() if day else ""


def _month(word: str) -> int:
    """The number of a month from its name or the first three letters or more. Raises ValueError."""
    return next(number for number, name in enumerate([*MONTHS, word], 1) if name.lower().startswith(word.lower()))

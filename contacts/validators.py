"""Checks the cells of the operator's contacts file: the problem with one, if any, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")
_PHONE = re.compile(r"\+?[0-9(][0-9 ()-]{1,28}[0-9](?: ?(?:ext\.?|x) ?[0-9]{1,6})?")
LONGEST_SHORT_NUMBER = 4
"""The digits of the longest number that needs no area code, such as 101."""
_PAGE = re.compile(r"https?://(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\]{0,1000})?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BRITISH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A problem with a cell, and what to do about it."""

    wrong: str
    remedy: str


def shown(value: str) -> str:
    """A cell as quoted in a message: bounded, control characters made visible."""
    return repr(value if len(value) <= 60 else value[:59] + "…")


def email(value: str) -> CellProblem | None:
    """The problem with a mailbox, if any."""
    if _EMAIL.fullmatch(value) and ".." not in value:
        return None
    return CellProblem(f"{shown(value)} is not an email address", "write one address, such as ctsa@force.police.uk")


def phone(value: str) -> CellProblem | None:
    """The problem with a telephone number, if any: 3 digits (101) to 15, without the extension.

    One of more than four digits begins with 0 or +: a spreadsheet takes 01332 000000 for a number, and drops both.
    """
    digits = [sign for sign in re.split("[ex]", value)[0] if sign.isdigit()]
    if _PHONE.fullmatch(value) and 3 <= len(digits) <= 15:
        if len(digits) <= LONGEST_SHORT_NUMBER or value.startswith("+") or digits[0] == "0":
            return None
        return CellProblem(
            f"{shown(value)} has lost its first 0 or its +",
            "write the whole number, such as 01332 000000; in a spreadsheet, first make the column text",
        )
    return CellProblem(
        f"{shown(value)} is not a telephone number", "write one number, such as 01332 000000 or 101 ext 1234"
    )


def page(value: str) -> CellProblem | None:
    """The problem with the address of a page, if any."""
    if _PAGE.fullmatch(value):
        return None
    return CellProblem(
        f"{shown(value)} is not the address of a page", "write it whole, beginning with https:// or http://"
    )


def plain(value: str) -> CellProblem | None:
    """The problem with a text, if any: a printed text must hold no line breaks or control characters."""
    if value.isprintable():
        return None
    return CellProblem(
        f"{shown(value)} holds a line break or a control character", "write it on one line of plain text"
    )


def read_date(value: str, today: date) -> date | CellProblem:
    """A day in the ISO form, not after `today`; otherwise the problem with it."""
    if _ISO.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return CellProblem(f"{value} is not a day of the calendar", "correct the date")
        if day > today:
            return CellProblem(f"{value} is in the future", f"write the day of the check, {today} at the latest")
        return day
    return CellProblem(f"{shown(value)} is not a date as year-month-day", _date_remedy(value))


def _date_remedy(value: str) -> str:
    match = _BRITISH.fullmatch(value)
    try:
        day = date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        day = None
    return f"write {day} if that is the day meant" if day else "write it like 2026-11-22"


CHECKS: Mapping[str, Callable[[str], CellProblem | None]] = MappingProxyType(
    {"team": plain, "email": email, "phone": phone, "page": page, "hours": plain, "notes": plain}
)
"""The check of each printed text; an empty one needs none. The operator's file has no notes."""

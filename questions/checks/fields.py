"""Checks that questions and profile fields can be answered: options, kinds, and words for what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from questions.checks.walk import fields_by_place, questions_by_place
from questions.model import Bank
from questions.problems import Finding, Place
from questions.profile import ProfileField
from questions.scale import NOT_IN_PLACE, TESTED


def check_options(bank: Bank) -> Iterator[Finding]:
    """Every question can be answered at the top and at the bottom, so that every gap has an action."""
    for place, question in questions_by_place(bank):
        for level in (TESTED, NOT_IN_PLACE):
            if level not in question.options:
                yield (*place, "options"), f"there is no option for level {level}; write one"


def check_fields(bank: Bank) -> Iterator[Finding]:
    """Profile fields have what their kind needs; a part of a number follows it."""
    numbers: set[str] = set()
    for place, field in fields_by_place(bank):
        if field.part_of is not None and (field.kind != "number" or field.part_of not in numbers or not field.above):
            message = f"{field.id!r} needs to be a number, to name an earlier number, and to have 'above'"
            yield (*place, "part_of"), message
        if field.kind == "number":
            numbers.add(field.id)
        yield from _kind(place, field)


def _kind(place: Place, field: ProfileField) -> Iterator[Finding]:
    wants = field.kind in ("choice", "choices")
    if wants and len(field.options) < 2:
        yield place, f"{field.id!r} needs at least two options"
    if not wants and field.options:
        yield place, f"{field.id!r} is of kind {field.kind}, so it takes no options"
    if field.required and field.missing is None and field.kind != "choices":
        yield place, f"{field.id!r} is required, so say in 'missing' what to do when it is empty"

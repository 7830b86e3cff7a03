"""Checks that every id is used once in its list, and that no retired one is used again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from questions.checks.walk import cards_by_place, fields_by_place, questions_by_place
from questions.model import Bank
from questions.problems import Finding, Place


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def check_ids(bank: Bank) -> Iterator[Finding]:
    """Every id is there once in its list."""
    for kind, parts in _lists(bank):
        seen: set[str] = set()
        for place, part in parts:
            if part.id in seen:
                yield (*place, "id"), f"the {kind} id {part.id!r} is used twice; choose another"
            seen.add(part.id)


def check_retired(bank: Bank) -> Iterator[Finding]:
    """An id that was once used is never used again, because old answers name it."""
    for place, question in questions_by_place(bank):
        if question.id in bank.retired:
            yield (*place, "id"), f"{question.id!r} was retired and is never used again; choose another id"


def _lists(bank: Bank) -> Iterator[tuple[str, Iterable[tuple[Place, _Named]]]]:
    """The kind of each list of the bank, and its parts."""
    yield "area", _numbered(bank.areas, "areas")
    yield "question", questions_by_place(bank)
    yield "profile field", fields_by_place(bank)
    yield "threat", _numbered(bank.threats, "threats")
    yield "stage", _numbered(bank.stages, "stages")
    yield "band", _numbered(bank.scoring.bands, "scoring", "bands")
    yield "route", _numbered(bank.reporting.routes, "reporting", "routes")
    if bank.law:
        yield "tier", _numbered(bank.law.tiers, "law", "tiers")
        yield "step", _numbered(bank.law.steps, "law", "steps")
        yield "duty", _numbered(bank.law.duties, "law", "duties")
        yield "warning", _numbered(bank.law.warnings, "law", "warnings")
        yield "note", _numbered(bank.law.notes, "law", "notes")
    for place, field in fields_by_place(bank):
        yield "option", _numbered(field.options, *place, "options")
    if bank.levels:
        yield "level", _numbered(bank.levels.levels, "levels", "levels")
        yield "response", _numbered(bank.levels.responses, "levels", "responses")
    yield "topic", _numbered(bank.staff_check, "staff_check")
    topics = enumerate(bank.staff_check)
    yield "item", (each for t, topic in topics for each in _numbered(topic.items, "staff_check", t, "items"))
    yield "card", cards_by_place(bank)
    if bank.what_to_notice:
        yield "section", _numbered(bank.what_to_notice.sections, "what_to_notice", "sections")
    if bank.strategy:
        yield "strand", _numbered(bank.strategy.strands, "strategy", "strands")


def _numbered(parts: Iterable[_Named], *place: str | int) -> Iterator[tuple[Place, _Named]]:
    return (((*place, number), part) for number, part in enumerate(parts))

"""Checks the procedures: ids that are told apart, and everything that they refer to exists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from questions.checks.references import unknown_sources
from questions.model import Bank
from questions.problems import Finding, Place
from questions.procedures import (
    LONGEST,
    MOST_LINES,
    Procedure,
    ProcedurePart,
    Procedures,
    Sentence,
    procedures_by_place,
)

# What a suggestion may say in place of a word of its own.
MARKS = frozenset({"business", "place", "postcode"})


def check_procedures(bank: Bank) -> Iterator[Finding]:
    """The ids are told apart; the sources, tiers, duties, questions and fields that are named do exist."""
    procedures = bank.procedures
    if procedures is None:
        return
    yield from _twice(("procedures",), [each.id for each in procedures.all])
    yield from _twice(("procedures", "cards"), [card.id for card in procedures.cards])
    tiers = {tier.id for tier in bank.law.tiers} if bank.law else set()
    duties = {duty.id for duty in bank.law.duties} if bank.law else set()
    for own, each in procedures_by_place(procedures):
        place = ("procedures", *own)
        yield from unknown_sources(bank, (*place, "sources"), each.sources)
        yield from _unknown((*place, "tiers"), each.tiers, tiers, "tier")
        yield from _unknown((*place, "duty"), [each.duty] if each.duty else [], duties, "duty")
        yield from _twice((*place, "parts"), [part.id for part in each.parts])
        yield from _parts(bank, place, each, tiers, duties)
    yield from _cards(procedures)


def _parts(bank: Bank, place: Place, procedure: Procedure, tiers: set[str], duties: set[str]) -> Iterator[Finding]:
    own = {each.id for each in bank.procedures.procedures} if bank.procedures else set()
    for i, part in enumerate(procedure.parts):
        at = (*place, "parts", i)
        if part.brief and not part.short:
            yield at, "has a 'brief' text but is not 'short', so that nothing prints it"
        if not (part.says or part.field or part.duties or part.gathers):
            yield at, "says nothing and asks nothing; give it sentences or a field"
        named = [*part.tiers, *(tier for each in part.says if isinstance(each, Sentence) for tier in each.tiers)]
        yield from _unknown((*at, "tiers"), named, tiers, "tier")
        yield from _unknown((*at, "duties"), part.duties, duties, "duty")
        yield from _unknown((*at, "gathers"), part.gathers, own, "procedure")
        yield from _field(bank, (*at, "field"), part)


def _field(bank: Bank, place: Place, part: ProcedurePart) -> Iterator[Finding]:
    if part.field is None:
        return
    yield from _unknown((*place, "notes"), part.field.notes, set(bank.by_id), "question")
    for i, suggestion in enumerate(part.field.suggestions):
        at = (*place, "suggestions", i)
        yield from _unknown(at, re.findall(r"\{(.*?)\}", suggestion.text), MARKS, "mark")
        if len(suggestion.text) > LONGEST[part.field.kind]:
            yield at, f"has {len(suggestion.text)} characters; the field takes {LONGEST[part.field.kind]}"
        if suggestion.text.count("\n") >= MOST_LINES[part.field.kind]:
            yield at, f"has more lines than the {MOST_LINES[part.field.kind]} that the field takes"


def _cards(procedures: Procedures) -> Iterator[Finding]:
    for i, card in enumerate(procedures.cards):
        named = [card.who, *card.shows]
        yield from _unknown(("procedures", "cards", i), named, procedures.fields.keys(), "field")


def _twice(place: Place, ids: Iterable[str]) -> Iterator[Finding]:
    return ((place, f"{each!r} is there twice") for each, times in Counter(ids).items() if times > 1)


def _unknown(place: Place, named: Iterable[str], known: Iterable[str], what: str) -> Iterator[Finding]:
    return ((place, f"there is no {what} {each!r}") for each in named if each not in known)

"""Checks that what questions, the law, the reporting routes and the start page name does exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from questions.checks.walk import fields_by_place, questions_by_place
from questions.law import Duty, Law
from questions.model import Bank
from questions.problems import Finding, Place


def check_references(bank: Bank) -> Iterator[Finding]:
    """Threats, stages, duties, sources and sectors that are named do exist."""
    threats = {threat.id for threat in bank.threats}
    stages = {stage.id for stage in bank.stages}
    duties = {duty.id for duty in bank.law.duties} if bank.law else set()
    sectors = {option.sector for _, field in fields_by_place(bank) for option in field.options if option.sector}
    for place, question in questions_by_place(bank):
        yield from _named((*place, "threats"), question.threats, threats)
        yield from _named((*place, "stages"), question.stages, stages)
        yield from _named((*place, "duties"), question.duties, duties)
        yield from _named((*place, "sources"), question.sources, set(bank.sources))
        yield from _named((*place, "examples"), question.examples, sectors)
        yield from _named((*place, "action", "in_sector"), question.action.in_sector, sectors)
    yield from unknown_sources(bank, ("reporting", "sources"), bank.reporting.sources)
    for i, example in enumerate(bank.start.example):
        if example not in bank.by_id:
            yield ("start", "example", i), f"there is no question {example!r}"
    if bank.law:
        yield from _law(bank, bank.law)


def unknown_sources(bank: Bank, place: Place, keys: Iterable[str]) -> Iterator[Finding]:
    """Those of the keys that `sources.yaml` does not have."""
    return ((place, f"there is no source {key!r}") for key in keys if key not in bank.sources)


def _named(place: Place, values: Iterable[str], known: set[str]) -> Iterator[Finding]:
    for value, times in Counter(list(values)).items():
        if times > 1:
            yield place, f"{value!r} is named twice, so it would count twice"
        if value not in known:
            yield place, f"there is no {value!r}; known: {', '.join(sorted(known)) or 'none'}"


def _law(bank: Bank, law: Law) -> Iterator[Finding]:
    tiers = {tier.id for tier in law.tiers}
    named: list[tuple[Place, tuple[str, ...], tuple[str, ...]]] = [
        (("law",), (), law.sources),
        *((("law", "steps", i), (step.tier,), step.sources) for i, step in enumerate(law.steps)),
        *((("law", "duties", i), duty.tiers, duty.sources) for i, duty in enumerate(law.duties)),
        *((("law", "notes", i), note.tiers, note.sources) for i, note in enumerate(law.notes)),
    ]
    for place, tier_ids, keys in named:
        for tier in tier_ids:
            if tier not in tiers:
                yield place, f"there is no tier {tier!r}; known: {', '.join(sorted(tiers))}"
        yield from unknown_sources(bank, (*place, "sources"), keys)
    for i, duty in enumerate(law.duties):
        yield from _own(bank, ("law", "duties", i, "asked_by"), duty)


def _own(bank: Bank, place: Place, duty: Duty) -> Iterator[Finding]:
    """The questions that ask for a duty itself exist, bear on it, and say what follows if they do not apply."""
    for question_id in duty.asked_by:
        question = bank.by_id.get(question_id)
        if question is None:
            yield place, f"there is no question {question_id!r}"
        elif duty.id not in question.duties:
            yield place, f"{question_id!r} does not name the duty {duty.id!r} in its 'duties'; add it there"
        elif question.not_applicable and duty.if_not_applicable is None:
            yield place, f"{question_id!r} may not apply; say in 'if_not_applicable' what the law asks all the same"

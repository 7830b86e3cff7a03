"""Checks that a question bears on every threat, stage and duty, and that every source is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from questions.checks.walk import cards_by_place
from questions.model import Bank
from questions.problems import Finding


def check_coverage(bank: Bank) -> Iterator[Finding]:
    """A question bears on each threat (an essential one too), stage and duty."""
    questions = bank.questions
    threats = {threat for question in questions for threat in question.threats}
    essential = {threat for question in questions if question.importance == "essential" for threat in question.threats}
    stages = {stage for question in questions for stage in question.stages}
    duties = {duty for question in questions for duty in question.duties}
    for i, threat in enumerate(bank.threats):
        if threat.id not in threats:
            yield ("threats", i), f"no question bears on the threat {threat.id!r}"
        elif threat.id not in essential:
            yield ("threats", i), f"no essential question bears on the threat {threat.id!r}"
    for i, stage in enumerate(bank.stages):
        if stage.id not in stages:
            yield ("stages", i), f"no question bears on the stage {stage.id!r}"
    for i, duty in enumerate(bank.law.duties if bank.law else ()):
        if duty.id not in duties:
            yield ("law", "duties", i), f"no question bears on the duty {duty.id!r}"


def check_sources_used(bank: Bank) -> Iterator[Finding]:
    """Every source is cited somewhere."""
    used = {key for keys in _cited(bank) for key in keys}
    for key in bank.sources:
        if key not in used:
            yield ("sources", key), "is used by nothing; remove it or cite it"


def _cited(bank: Bank) -> Iterator[Iterable[str]]:
    yield from (question.sources for question in bank.questions)
    if bank.law:
        yield bank.law.sources
        yield from (step.sources for step in bank.law.steps)
        yield from (duty.sources for duty in bank.law.duties)
        yield from (note.sources for note in bank.law.notes)
    yield from (item.sources for topic in bank.staff_check for item in topic.items)
    yield from (card.sources for _, card in cards_by_place(bank))
    yield bank.reporting.sources
    if bank.what_to_notice:
        yield from (section.sources for section in bank.what_to_notice.sections)
    if bank.strategy:
        yield (bank.strategy.source,)
    if bank.levels:
        yield bank.levels.sources
    if bank.procedures:
        yield from (each.sources for each in bank.procedures.all)

"""Checks that conditions can be read, and name only what is known when they are asked."""

from __future__ import annotations

from collections.abc import Iterator

from questions.checks.walk import fields_by_place, questions_by_place
from questions.conditions import ConditionError, Names, compile_condition, options_named, questions_named
from questions.model import Bank, Question
from questions.problems import Finding, Place
from questions.procedures import conditions_in
from questions.profile import value_types


def check_conditions(bank: Bank) -> Iterator[Finding]:
    """Conditions name the profile and earlier questions only; essential ones need no others."""
    earlier: set[str] = set()
    for place, question in questions_by_place(bank):
        if question.when is not None:
            yield from _readable((*place, "when"), question.when, bank.names)
            yield from _askable((*place, "when"), question, question.when, bank, earlier)
        earlier.add(question.id)
    yield from _profile(bank)
    names = Names(value_types(bank.profile), frozenset())
    for place, question in questions_by_place(bank):
        if question.not_applicable_when is not None:
            yield from _not_applicable((*place, "not_applicable_when"), question, names)
    for i, step in enumerate(bank.law.steps if bank.law else ()):
        yield from _readable(("law", "steps", i, "applies"), step.applies, names)
        yield from _readable(("law", "steps", i, "when"), step.when, names)
    for place, text in _on_the_profile(bank):
        yield from _readable((*place, "when"), text, names)
    for place, text in conditions_in(bank.procedures) if bank.procedures else ():
        yield from _readable(("procedures", *place, "when"), text, bank.names)


def _on_the_profile(bank: Bank) -> Iterator[tuple[Place, str]]:
    """The conditions that hold of a profile whatever was answered."""
    parts: list[tuple[Place, str | None]] = [
        (("reporting", "routes", i), route.when) for i, route in enumerate(bank.reporting.routes)
    ]
    if bank.law:
        parts += [(("law", "duties", i), duty.when) for i, duty in enumerate(bank.law.duties)]
        parts += [(("law", "warnings", i), warning.when) for i, warning in enumerate(bank.law.warnings)]
        parts += [(("law", "notes", i), note.when) for i, note in enumerate(bank.law.notes)]
    return ((place, text) for place, text in parts if text is not None)


def check_ticks(bank: Bank) -> Iterator[Finding]:
    """Each option to tick decides something; an option that excludes the others need not."""
    read = {pair for condition in _conditions(bank) for pair in _options(condition)}
    for place, field in fields_by_place(bank):
        for i, option in enumerate(field.options if field.kind == "choices" else ()):
            if not (option.alone or option.retired) and (field.id, option.id) not in read:
                message = f"no condition reads {option.id!r}, so it decides nothing; ask a question by it, or retire it"
                yield (*place, "options", i), message


def _conditions(bank: Bank) -> Iterator[str]:
    for _, question in questions_by_place(bank):
        yield from (text for text in (question.when, question.not_applicable_when) if text is not None)
    yield from (field.when for _, field in fields_by_place(bank) if field.when is not None)
    if bank.law is not None:
        for step in bank.law.steps:
            yield from (step.applies, step.when)
        for timed in (bank.law.duties, bank.law.warnings, bank.law.notes):
            yield from (each.when for each in timed if each.when is not None)
    if bank.procedures is not None:
        yield from (text for _, text in conditions_in(bank.procedures))


def _options(text: str) -> frozenset[tuple[str, str]]:
    try:
        return options_named(text)
    except ConditionError:
        return frozenset()


def _profile(bank: Bank) -> Iterator[Finding]:
    """A page is sent as a whole: its questions must be settled before it is shown."""
    for p, page in enumerate(bank.profile):
        before = Names(value_types(bank.profile[:p]), frozenset())
        for f, field in enumerate(page.fields):
            if field.when is not None:
                yield from _readable(("profile", p, "fields", f, "when"), field.when, before)


def _not_applicable(place: Place, question: Question, names: Names) -> Iterator[Finding]:
    """The answer that it does not apply depends on the profile alone, and there is one."""
    yield from _readable(place, question.not_applicable_when or "", names)
    if question.not_applicable is None:
        yield place, "there is no such answer; write its words in 'not_applicable'"


def _askable(place: Place, question: Question, when: str, bank: Bank, earlier: set[str]) -> Iterator[Finding]:
    for named in _named(when):
        if named in bank.by_id and named not in earlier:
            yield place, f"{named!r} is not asked before; name earlier questions only"
        elif named in earlier and question.importance == "essential" and bank.by_id[named].importance != "essential":
            yield place, f"{named!r} is not essential, so the quick check never asks it"


def _readable(place: Place, text: str, names: Names) -> Iterator[Finding]:
    try:
        compile_condition(text, names)
    except ConditionError as error:
        yield place, str(error)


def _named(text: str) -> tuple[str, ...]:
    try:
        return questions_named(text)
    except ConditionError:
        return ()

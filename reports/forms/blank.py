"""The blank questionnaire: one frozen object with every word that is printed, to fill in on screen or with a pen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.path import AssessmentKind
from assessment.profile import Profile, fields_of, fields_to_ask, sector_of
from assessment.reporting import reporting_for
from questions.condition_words import condition_words
from questions.model import Adviser, Bank, Notices, Question, Reporting
from questions.profile import ProfileField
from questions.roles import text_of
from reports.forms.form_marker import FORM
from reports.report.builder import KIND_TITLES, value_words
from reports.report.parts import Row
from reports.report.wording import choice_labels


@dataclass(frozen=True, slots=True)
class Tick:
    """One box to tick: its value, and its words."""

    value: str
    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class BlankField:
    """One field about the place; `when` says in words where it is asked, empty for always."""

    ref: str
    field: ProfileField
    ticks: tuple[Tick, ...]
    when: str


@dataclass(frozen=True, slots=True)
class BlankQuestion:
    """One question with its boxes; `when` says in words where it is asked, empty for always."""

    number: int
    question: Question
    ticks: tuple[Tick, ...]
    example: str
    when: str


@dataclass(frozen=True, slots=True)
class BlankArea:
    """The questions of one area."""

    title: str
    intro: str
    questions: tuple[BlankQuestion, ...]


@dataclass(frozen=True, slots=True)
class BlankForm:
    """Everything that a blank questionnaire prints. Without a place, `place` is empty and `fields` is not.

    `marker` identifies the form when a filled-in copy is read.
    """

    notices: Notices
    dont_know: str
    address: str
    kind_title: str
    bank_version: str
    business: str
    premises: str
    place: tuple[Row, ...]
    fields: tuple[BlankField, ...]
    areas: tuple[BlankArea, ...]
    reporting: Reporting
    adviser: Adviser | None
    marker: str

    @property
    def count(self) -> int:
        """How many questions it asks."""
        return sum(len(area.questions) for area in self.areas)


def build_blank(
    bank: Bank, profile: Profile | None, kind: AssessmentKind = "full", address: str = "", reference: str = ""
) -> BlankForm:
    """Give the form for a place, or the complete one, with the profile's own questions, where `profile` is None.

    A question that waits for another's answer is in it, with the words of when to answer it. `address` is the page that
    takes a filled form, where it is known, and `reference` the assessment that the form belongs to. Pure.
    """
    refs = {field.id: f"P{number}" for number, field in enumerate(fields_to_ask(bank), start=1)}
    asked = dict(_asked(bank, profile, kind, refs))
    sector = sector_of(bank, profile) if profile is not None else None
    questions = {q: _question(bank, bank.by_id[q], n, asked[q], sector) for n, q in enumerate(asked, start=1)}
    areas = [
        BlankArea(area.title, area.intro, tuple(questions[q.id] for q in area.questions if q.id in questions))
        for area in bank.areas
    ]
    known = profile or {}
    return BlankForm(
        notices=bank.notices,
        dont_know=bank.scoring.dont_know,
        address=address,
        kind_title=KIND_TITLES[kind],
        bank_version=bank.version,
        business=text_of(known, bank.roles.business_name),
        premises=text_of(known, bank.roles.place_name),
        place=tuple(Row(f.name, value_words(f, known[f.id])) for f in fields_of(bank) if known.get(f.id)),
        fields=tuple(_field(bank, field, refs) for field in fields_to_ask(bank)) if profile is None else (),
        areas=tuple(area for area in areas if area.questions),
        reporting=reporting_for(bank, known),
        adviser=bank.adviser,
        marker=_marker(bank, profile, kind, tuple(questions), reference),
    )


def _asked(
    bank: Bank, profile: Profile | None, kind: AssessmentKind, refs: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The questions of the form, each with the words of when to answer it."""
    numbers = dict(refs)
    for question in bank.questions:
        if kind == "quick" and question.importance != "essential":
            continue
        when = condition_words(bank, question.when, profile, numbers) if question.when else True
        if when is False:
            continue
        numbers[question.id] = f"question {len(numbers) - len(refs) + 1}"
        yield question.id, "" if when is True else when


def _question(bank: Bank, question: Question, number: int, when: str, sector: str | None) -> BlankQuestion:
    ticks = tuple(Tick(value, title) for value, title in choice_labels(bank, question))
    return BlankQuestion(number, question, ticks, question.examples.get(sector, "") if sector else "", when)


def _field(bank: Bank, field: ProfileField, refs: Mapping[str, str]) -> BlankField:
    ticks = tuple(Tick(option.id, option.title, option.hint or "") for option in field.offered)
    if field.kind == "yes-no":
        ticks = (Tick("yes", "Yes"), Tick("no", "No"))
    when = condition_words(bank, field.when, None, refs) if field.when else ""
    return BlankField(refs[field.id], field, ticks, when if isinstance(when, str) else "")


def _marker(
    bank: Bank, profile: Profile | None, kind: AssessmentKind, questions: tuple[str, ...], reference: str
) -> str:
    """The text that identifies a form, so that a filled-in copy can be read: see `reports.forms.form_reader`."""
    told = None if profile is None else dict(profile)
    return json.dumps(
        {
            "form": FORM,
            "bank": bank.id,
            "bank_version": bank.version,
            "kind": kind,
            "profile": told,
            "questions": questions,
            **({"reference": reference} if reference else {}),
        }
    )

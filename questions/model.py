"""The bank as a whole: the content of an assessment, and look-ups in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, Field, PlainSerializer

from questions.cards import Cards
from questions.conditions import Names, Test, Value, compile_condition, fields_named, questions_named
from questions.content import Content, Kebab, Line, Text
from questions.jobs import Job
from questions.law import Law
from questions.levels import Levels
from questions.notices import Adviser, ExampleScore, Notices, Privacy, Start
from questions.procedures import Procedures, conditions_in
from questions.profile import ProfilePage, value_types
from questions.question import Action, Area, Cost, Effort, Importance, Page, Question, Review
from questions.references import Reporting, Route, Source, Stage, Threat
from questions.roles import Roles, roles_of
from questions.scoring import ActionClass, Band, Ceiling, Choice, Scoring
from questions.staff_check import Topic
from questions.strategy import Strategy
from questions.what_to_notice import WhatToNotice

__all__ = [
    "Action",
    "ActionClass",
    "Adviser",
    "Area",
    "Band",
    "Bank",
    "Ceiling",
    "Choice",
    "Content",
    "Cost",
    "Effort",
    "ExampleScore",
    "Importance",
    "Kebab",
    "Line",
    "Notices",
    "Page",
    "Privacy",
    "Question",
    "Release",
    "Reporting",
    "Review",
    "Route",
    "Scoring",
    "Source",
    "Stage",
    "Start",
    "Text",
    "Threat",
]

Release = Annotated[str, Field(pattern=r"^[0-9]{4}\.[0-9]{2}(\.[0-9]+)?$")]


class Bank(Content):
    """The whole content that an assessment is made with."""

    id: Kebab
    release: Release
    notices: Notices
    start: Start
    privacy: Privacy = Privacy()
    adviser: Adviser | None = None
    strategy: Strategy | None = None
    scoring: Scoring
    profile: tuple[ProfilePage, ...]
    sources: Annotated[
        Mapping[str, Source], AfterValidator(MappingProxyType), PlainSerializer(lambda value: dict(value))
    ]
    threats: tuple[Threat, ...]
    stages: tuple[Stage, ...]
    law: Law | None = None
    reporting: Reporting
    levels: Levels | None = None
    staff_check: tuple[Topic, ...] = ()
    cards: Cards | None = None
    what_to_notice: WhatToNotice | None = None
    procedures: Procedures | None = None
    to_verify: tuple[Text, ...] = ()
    retired: tuple[Kebab, ...] = ()
    jobs: tuple[Job, ...] = ()
    areas: tuple[Area, ...]

    @cached_property
    def document(self) -> str:
        """The bank as one JSON text, which the store keeps so that old versions stay readable.

        Defaults are left out, so that a field added to the model later changes no old bank's version.
        """
        return self.model_dump_json(exclude_defaults=True)

    @cached_property
    def version(self) -> str:
        """The release and the digest of the content, so that no two contents share a version."""
        return f"{self.release}-{hashlib.sha256(self.document.encode()).hexdigest()[:8]}"

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in bank order."""
        return tuple(question for area in self.areas for question in area.questions)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Questions by their id."""
        return MappingProxyType({question.id: question for question in self.questions})

    @cached_property
    def area_of(self) -> Mapping[str, Area]:
        """The area of each question, by the question's id."""
        return MappingProxyType({question.id: area for area in self.areas for question in area.questions})

    @cached_property
    def place_of(self) -> Mapping[str, tuple[Area, int]]:
        """The area of each question and the number of its page there (from 1), by the question's id."""
        return MappingProxyType(
            {
                question.id: (area, number)
                for area in self.areas
                for number, page in enumerate(area.pages, start=1)
                for question in page.questions
            }
        )

    @cached_property
    def area_by_id(self) -> Mapping[str, Area]:
        """Areas by their id."""
        return MappingProxyType({area.id: area for area in self.areas})

    @cached_property
    def roles(self) -> Roles:
        """The profile fields that the service itself needs to know, by their role."""
        return roles_of(self.profile)

    @cached_property
    def names(self) -> Names:
        """The names that a condition may use: profile fields, and the levels of all questions."""
        return Names(value_types(self.profile), frozenset(question.id for question in self.questions))

    @cached_property
    def conditions(self) -> Mapping[str, Test]:
        """The compiled condition of each question that has one, by the question's id."""
        return MappingProxyType(
            {q.id: compile_condition(q.when, self.names) for q in self.questions if q.when is not None}
        )

    @cached_property
    def as_asked(self) -> Mapping[str, tuple[Question, Question, Test]]:
        """Of each question whose "does not apply" is not offered to all: with it, without it, and when it is."""
        return MappingProxyType(
            {
                q.id: (q, q.model_copy(update={"not_applicable": None}), compile_condition(when, self.names))
                for q in self.questions
                if (when := q.not_applicable_when) is not None
            }
        )

    @cached_property
    def plan_jobs(self) -> tuple[Job, ...]:
        """The jobs of a plan. A bank that says nothing of jobs has one an area: so had the first banks."""
        return self.jobs or tuple(_job_of(area) for area in self.areas)

    @cached_property
    def questions_with_tests(self) -> tuple[tuple[Question, Test | None], ...]:
        """Every question, in bank order, with its compiled condition."""
        return tuple((question, self.conditions.get(question.id)) for question in self.questions)

    @cached_property
    def read_by_conditions(self) -> frozenset[str]:
        """The questions whose level some condition reads."""
        return frozenset(name for q in self.questions if q.when is not None for name in questions_named(q.when))

    @cached_property
    def levels_read(self) -> tuple[str, ...]:
        """The same in one order."""
        return tuple(sorted(self.read_by_conditions))

    @cached_property
    def fields_read(self) -> tuple[str, ...]:
        """The profile fields that decide which questions a place is asked, and with which answers to choose from."""
        texts = [text for q in self.questions for text in (q.when, q.not_applicable_when) if text is not None]
        return tuple(sorted({field for text in texts for field in fields_named(text)}))

    @cached_property
    def profile_tests(self) -> Mapping[str, Test]:
        """The compiled conditions on the profile alone, by their text: of duties, warnings, notes and routes."""
        law = self.law
        texts = [route.when for route in self.reporting.routes]
        if law:
            texts += [duty.when for duty in law.duties] + [note.when for note in law.notes]
            texts += [warning.when for warning in law.warnings]
        return MappingProxyType({text: compile_condition(text, self.names) for text in texts if text is not None})

    def holds(self, when: str | None, profile: Mapping[str, Value]) -> bool:
        """Whether such a condition holds of a profile; where there is none, it does."""
        return when is None or self.profile_tests[when](profile, {})

    @cached_property
    def procedure_tests(self) -> Mapping[str, Test]:
        """The compiled conditions of the procedures, on profile and answers, by their text."""
        texts = [text for _, text in conditions_in(self.procedures)] if self.procedures else []
        return MappingProxyType({text: compile_condition(text, self.names) for text in texts})

    @cached_property
    def procedure_of(self) -> Mapping[str, str]:
        """By question, the procedure in which its arrangement is written down, where every place has that procedure.

        The procedure whose duty the question asks for, otherwise the first one that shows the question's note.
        """
        every = [each for each in (self.procedures.procedures if self.procedures else ()) if not each.when]
        asked = {duty.id: duty.asked_by for duty in (self.law.duties if self.law else ())}
        found = {question: each.id for each in every for question in asked.get(each.duty or "", ())}
        for each in every:
            for part in each.parts:
                for question in part.field.notes if part.field else ():
                    found.setdefault(question, each.id)
        return MappingProxyType(found)

    @cached_property
    def law_tests(self) -> tuple[tuple[Test, Test], ...]:
        """Of each step of the law, in order, the compiled `applies` and `when`; empty where there is no law."""
        return tuple(
            (compile_condition(step.applies, self.names), compile_condition(step.when, self.names))
            for step in (self.law.steps if self.law else ())
        )


def _job_of(area: Area) -> Job:
    first = area.questions[0].action.first_step
    questions = tuple(question.id for question in area.questions)
    return Job(
        id=area.id, title=area.title, review_title=area.title, first_step=first, why=area.intro, questions=questions
    )

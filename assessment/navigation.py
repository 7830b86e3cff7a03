"""The pages of the questionnaire that have something to ask, and the progress of each area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from assessment.answers import Answer, as_counted
from assessment.path import AssessmentKind, find_path
from assessment.profile import Profile
from assessment.reading_time import minutes_for
from questions.model import Area, Bank, Question

# The pages that places are asked, by all that decides it: what conditions read of a profile and of answers.
_KNOWN: dict[tuple[object, ...], Steps] = {}
_MOST_KNOWN = 500


class Step(NamedTuple):
    """One page of the questionnaire: its area, its number in the area (from 1) and the questions that it asks now."""

    area: Area
    number: int
    title: str
    questions: tuple[Question, ...]


class Steps(tuple[Step, ...]):
    """The pages of the questionnaire that are asked, in order, and look-ups in them, each worked out once."""

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question that is asked, in order."""
        return tuple(question for step in self for question in step.questions)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple(question.id for question in self.questions)

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The ids of the areas, in order."""
        return tuple(dict.fromkeys(step.area.id for step in self))

    @cached_property
    def places(self) -> Mapping[tuple[str, int], int]:
        """Where each page is among these, from 0, by its area and its number there."""
        return {(step.area.id, step.number): at for at, step in enumerate(self)}


@dataclass(frozen=True, slots=True)
class AreaProgress:
    """The progress of an area; `first` is the page to go to, and `minutes` is about how long the rest takes."""

    area: Area
    asked: int
    answered: int
    first: int
    minutes: int

    @property
    def state(self) -> str:
        """`to-do`, `started` or `done`."""
        if self.answered == self.asked:
            return "done"
        return "started" if self.answered else "to-do"


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of an assessment; `minutes_left` is about how long the rest takes, 0 only when nothing is left."""

    areas: tuple[AreaProgress, ...]
    asked: int
    answered: int
    minutes_left: int


def steps_of(bank: Bank, path: Sequence[Question]) -> Steps:
    """Every page with at least one question on the path, in order. Page numbers never shift."""
    asked = {question.id: question for question in path}
    steps = []
    for area in bank.areas:
        for number, page in enumerate(area.pages, start=1):
            questions = tuple([asked[question.id] for question in page.questions if question.id in asked])
            if questions:
                steps.append(Step(area, number, page.title, questions))
    return Steps(steps)


def asked_steps(bank: Bank, profile: Profile, answers: Mapping[str, Answer], kind: AssessmentKind = "full") -> Steps:
    """`steps_of` the path, worked out once for all places that are asked the same for the same reasons."""
    said = [answers.get(question) for question in bank.levels_read]
    key = (
        (bank.version, kind),
        tuple([profile.get(name) for name in bank.fields_read]),
        tuple([answer and answer.level for answer in said]),
    )
    steps = _KNOWN.get(key)
    if steps is None:
        steps = steps_of(bank, find_path(bank, profile, answers, kind))
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[key] = steps
    return steps


def progress_of(bank: Bank, steps: Steps, answers: Mapping[str, Answer]) -> Progress:
    """The progress of each area, and of the whole."""
    areas: list[AreaProgress] = []
    for _, group in groupby(steps, key=lambda step: step.area.id):
        own = Steps(group)
        open_step = next((step for step in own if _open(step, answers)), own[0])
        asked, left = own.questions, _left(own, answers)
        minutes = minutes_for(bank, left)
        areas.append(AreaProgress(own[0].area, len(asked), len(asked) - len(left), open_step.number, minutes))
    asked_in_all, answered = sum(a.asked for a in areas), sum(a.answered for a in areas)
    return Progress(tuple(areas), asked_in_all, answered, minutes_left(bank, steps, answers))


def minutes_left(bank: Bank, steps: Steps, answers: Mapping[str, Answer]) -> int:
    """The same as `progress_of(...).minutes_left`, where nothing else of the progress is shown."""
    return minutes_for(bank, _left(steps, answers))


def _left(steps: Steps, answers: Mapping[str, Answer]) -> list[Question]:
    # Most are said, and a page asks for all: whether one counts is looked into only where that is not plain.
    return [
        question
        for question, answer in zip(steps.questions, map(answers.get, steps.ids), strict=True)
        if answer is None
        or answer.choice is None
        or (answer.choice == "not-applicable" and not _said(question, answer))
    ]


def step_with(steps: Sequence[Step], question_id: str) -> Step | None:
    """The page that asks a question; None where it is not asked."""
    return next((step for step in steps if any(q.id == question_id for q in step.questions)), None)


def step_after(bank: Bank, steps: Steps, area_id: str, number: int) -> Step | None:
    """The first of these pages that comes after a page of the bank, whether that is still asked or not; None: none."""
    at = steps.places.get((area_id, number))
    if at is not None:
        return steps[at + 1] if at + 1 < len(steps) else None
    order = {area.id: at for at, area in enumerate(bank.areas)}
    here = (order[area_id], number)
    return next((step for step in steps if (order[step.area.id], step.number) > here), None)


def _open(step: Step, answers: Mapping[str, Answer]) -> bool:
    return bool(_left(Steps([step]), answers))


def _said(question: Question, answer: Answer) -> bool:
    return as_counted(question, answer).answered

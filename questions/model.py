"""The shape of the question bank: what an editor may write, as frozen values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer

from questions.cards import Cards
from questions.conditions import Names, Test, compile_condition, questions_named
from questions.law import Law
from questions.levels import Levels
from questions.profile import ProfilePage, value_types
from questions.staff_check import Topic

Kebab = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, Field(min_length=2, max_length=1200)]
Line = Annotated[str, Field(min_length=2, max_length=200)]
Release = Annotated[str, Field(pattern=r"^[0-9]{4}\.[0-9]{2}(\.[0-9]+)?$")]
Level = Annotated[int, Field(ge=0, le=3)]
Importance = Literal["essential", "important", "useful"]
Effort = Literal["hour", "day", "week", "month"]
Cost = Literal["none", "low", "medium", "high"]

FrozenTexts = Annotated[
    Mapping[str, Text], AfterValidator(MappingProxyType), PlainSerializer(lambda value: dict(value))
]
Options = Annotated[Mapping[Level, Line], AfterValidator(MappingProxyType), PlainSerializer(lambda value: dict(value))]
Weights = Annotated[
    Mapping[Importance, Annotated[int, Field(ge=1)]],
    AfterValidator(MappingProxyType),
    PlainSerializer(lambda value: dict(value)),
]


class Content(BaseModel):
    """A piece of content: frozen, and an unknown field is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Action(Content):
    """What closes a gap, from the first step to the proof that it is done."""

    title: Line
    do: Text
    first_step: Text
    who_helps: Text
    done_when: Text
    effort: Effort
    cost: Cost


class Review(Content):
    """The smaller action where an arrangement is in place but untested: test it and review it."""

    title: Line
    effort: Effort
    cost: Cost


class Question(Content):
    """One arrangement, asked in plain words, with everything that its answers lead to."""

    id: Kebab
    name: Annotated[str, Field(min_length=2, max_length=70)]
    ask: Line
    why: Text
    good: Annotated[tuple[Line, ...], Field(min_length=2, max_length=4)]
    importance: Importance
    options: Options
    not_applicable: Line | None = None
    action: Action
    review: Review
    evidence: Text
    threats: Annotated[tuple[Kebab, ...], Field(min_length=1)]
    stages: Annotated[tuple[Kebab, ...], Field(min_length=1)]
    duties: tuple[Kebab, ...] = ()
    response: Literal["heightened", "exceptional"] | None = None
    when: str | None = None
    examples: FrozenTexts = Field(default_factory=lambda: MappingProxyType({}))
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    review_by: date


class Page(Content):
    """A few related questions shown together."""

    title: Line
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=6)]


class Area(Content):
    """A chapter of the questionnaire."""

    id: Kebab
    title: Line
    intro: Text
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question of the area, in the order of its pages."""
        return tuple(question for page in self.pages for question in page.questions)


class Band(Content):
    """A named stretch of the percentage, from its floor up to the next band's."""

    id: Kebab
    title: Line
    floor: Annotated[int, Field(ge=0, le=100)]
    says: Text


class Ceiling(Content):
    """The best band that an essential question at this level allows."""

    level: Level
    band: Kebab


class ActionClass(Content):
    """How soon an action is due."""

    id: Literal["now", "next", "later"]
    title: Line
    months: Annotated[int, Field(ge=1)]


class Choice(Content):
    """A labelled value of one of the small scales."""

    id: Kebab
    title: Line


class Scoring(Content):
    """The numbers of the scoring rule; the arithmetic is in `assessment`."""

    weights: Weights
    target_level: Literal[3]
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    ceilings: tuple[Ceiling, ...]
    classes: tuple[ActionClass, ...]
    efforts: tuple[Choice, ...]
    costs: tuple[Choice, ...]
    quick_win_efforts: tuple[Effort, ...]
    quick_win_costs: tuple[Cost, ...]
    first_actions: Annotated[int, Field(ge=1)]
    dont_know: Line
    rule: tuple[Text, ...]


class Source(Content):
    """Where a fact comes from."""

    title: Text
    publisher: Line
    url: Annotated[str, Field(pattern=r"^https?://\S+$")]
    as_at: date
    secondary: bool = False


class Threat(Content):
    """One kind of harm."""

    id: Kebab
    title: Line
    short: Annotated[str, Field(min_length=2, max_length=24)]
    says: Text


class Stage(Content):
    """One thing that can be done about a harm."""

    id: Kebab
    title: Line
    says: Text


class Route(Content):
    """A way to report something or to get advice."""

    id: Kebab
    need: Line
    route: Line
    url: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    tel: Annotated[str, Field(pattern=r"^[0-9 ]+$")] | None = None
    note: Text | None = None


class Reporting(Content):
    """Reporting routes, with the day they were last checked."""

    as_at: date
    routes: tuple[Route, ...]
    sources: tuple[str, ...] = ()


class Notices(Content):
    """Standing words of the bank: what the tool is, is not, and how to handle the plan."""

    service: Line
    plan: Line
    threats_title: Line
    threats_says: Text
    purpose: Text
    independent: Text
    handling: Line
    handling_long: Text
    not_this: tuple[Text, ...]
    masthead: Line = "Independent"
    review_earlier: Text = "Earlier if the place, its use or the people change, or after an incident."


class Privacy(Content):
    """What the privacy page says that depends on what the bank asks, and on whom it might concern."""

    lead: Text = "A finished assessment lists what a place still lacks. We treat it as confidential."
    kept: Text = "What you tell us about the place."
    seen_by: Text = "Only people who hold your return code. Nothing is sent to anybody else."


class ExampleScore(Content):
    """The score that the start page's part of an example plan shows."""

    points: Annotated[int, Field(ge=0)]
    most: Annotated[int, Field(ge=1)]


class Start(Content):
    """What the start page says of the bank: in words that a visitor without knowledge understands."""

    title: Line
    lead: Text
    quick_minutes: Annotated[int, Field(ge=1)]
    full_minutes: Annotated[int, Field(ge=1)]
    who: Text
    get: Annotated[tuple[Line, ...], Field(min_length=1)]
    need: Annotated[tuple[Line, ...], Field(min_length=1)]
    example: tuple[str, ...] = ()
    example_score: ExampleScore | None = None


class Adviser(Content):
    """Who gives advice on the spot: reached through the local police force."""

    role: Line
    roles: Line
    says: Text
    site: Line
    url: Annotated[str, Field(pattern=r"^https://\S+$")]


class Bank(Content):
    """The whole content that an assessment is made with."""

    id: Kebab
    release: Release
    notices: Notices
    start: Start
    privacy: Privacy = Privacy()
    adviser: Adviser | None = None
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
    to_verify: tuple[Text, ...] = ()
    retired: tuple[Kebab, ...] = ()
    areas: tuple[Area, ...]

    @cached_property
    def document(self) -> str:
        """The bank as one JSON text: what the store keeps, so that old versions stay readable.

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
    def names(self) -> Names:
        """What a condition may name: profile fields, and the levels of all questions."""
        return Names(value_types(self.profile), frozenset(question.id for question in self.questions))

    @cached_property
    def conditions(self) -> Mapping[str, Test]:
        """The compiled condition of each question that has one, by the question's id."""
        return MappingProxyType(
            {q.id: compile_condition(q.when, self.names) for q in self.questions if q.when is not None}
        )

    @cached_property
    def questions_with_tests(self) -> tuple[tuple[Question, Test | None], ...]:
        """Every question, in bank order, with its compiled condition."""
        return tuple((question, self.conditions.get(question.id)) for question in self.questions)

    @cached_property
    def read_by_conditions(self) -> frozenset[str]:
        """The questions whose level some condition reads."""
        return frozenset(name for q in self.questions if q.when is not None for name in questions_named(q.when))

    @cached_property
    def law_tests(self) -> tuple[tuple[Test, Test], ...]:
        """Of each step of the law, in order, the compiled `applies` and `when`; empty where there is no law."""
        return tuple(
            (compile_condition(step.applies, self.names), compile_condition(step.when, self.names))
            for step in (self.law.steps if self.law else ())
        )

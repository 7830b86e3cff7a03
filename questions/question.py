"""The shape of an area file: pages of questions, and everything that the answers of a question lead to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainSerializer

from questions.content import Content, FrozenTexts, Kebab, Line, SourceKeys, Text
from questions.scale import Level
from questions.words import count_words

Importance = Literal["essential", "important", "useful"]
Effort = Literal["hour", "day", "week", "month"]
Cost = Literal["none", "low", "medium", "high"]
Options = Annotated[Mapping[Level, Line], AfterValidator(MappingProxyType), PlainSerializer(lambda value: dict(value))]


class Action(Content):
    """What closes a gap, from the first step to the proof that it is done.

    `in_sector` says what else to do in one kind of place, by the sector of its use.
    """

    title: Line
    do: Text
    first_step: Text
    who_helps: Text
    done_when: Text
    effort: Effort
    cost: Cost
    in_sector: FrozenTexts = Field(default_factory=lambda: MappingProxyType({}))

    def do_in(self, sector: str | None) -> str:
        """What to do in a place of a sector: what everyone does, then what such a place does beside it."""
        own = self.in_sector.get(sector or "")
        return f"{self.do} {own}" if own else self.do


class Review(Content):
    """The smaller action where an arrangement is in place but untested: what to test, how, and what counts as passed.

    The first banks had no `do` and no `done_when`.
    """

    title: Line
    do: Text | None = None
    done_when: Text | None = None
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
    not_applicable_when: str | None = None
    action: Action
    review: Review
    evidence: Text
    threats: Annotated[tuple[Kebab, ...], Field(min_length=1)]
    stages: Annotated[tuple[Kebab, ...], Field(min_length=1)]
    duties: tuple[Kebab, ...] = ()
    response: Literal["heightened", "exceptional"] | None = None
    when: str | None = None
    examples: FrozenTexts = Field(default_factory=lambda: MappingProxyType({}))
    sources: SourceKeys
    review_by: date

    @cached_property
    def words(self) -> int:
        """How many words its page shows at once, without the answer "Don't know", which all questions share."""
        return count_words(self.ask, *self.options.values(), self.not_applicable)


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

"""The shape of the staff check: topics with quiz items, each with four options, the right one, why and the trap."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from questions.content import Content, Kebab, LongLine, SourceKeys, Text


class Asked(Content):
    """A question to a group, and what a good answer has."""

    ask: LongLine
    good: LongLine


class QuizItem(Content):
    """One quiz question; `right` is the number of the right option, from 1 to 4."""

    id: Kebab
    ask: LongLine
    options: Annotated[tuple[LongLine, ...], Field(min_length=4, max_length=4)]
    right: Annotated[int, Field(ge=1, le=4)]
    why: Text
    trap: Text
    sources: SourceKeys
    review_by: date
    easy: bool = False
    """Whether it is in the easiest words, for staff who read English with effort."""


class Talk(Content):
    """A talk of five minutes about a topic, on one page: whoever gives it needs nothing else.

    `say` is what to tell the group, `ask` what to ask it with what a good answer has, `show` what to do together.
    """

    lead: LongLine
    say: Annotated[tuple[LongLine, ...], Field(min_length=3, max_length=6)]
    ask: Annotated[tuple[Asked, ...], Field(min_length=2, max_length=3)]
    show: LongLine
    remember: LongLine
    sources: SourceKeys
    review_by: date


class Topic(Content):
    """A topic of the staff check, with the point that everyone should remember.

    `areas` are those whose questions go with it: where their answers are weak, the plan prints the briefing.
    """

    id: Kebab
    title: LongLine
    areas: tuple[Kebab, ...] = ()
    briefing: Text
    items: Annotated[tuple[QuizItem, ...], Field(min_length=1)]
    talk: Talk | None = None

"""The shape of the staff check: topics with quiz items, each with four options, the right one, why and the trap."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from questions.content import Content, Kebab, LongLine, SourceKeys, Text


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


class Topic(Content):
    """A topic of the staff check, with the point that everyone should remember.

    `areas` are those whose questions go with it: where their answers are weak, the plan prints the briefing.
    """

    id: Kebab
    title: LongLine
    areas: tuple[Kebab, ...] = ()
    briefing: Text
    items: Annotated[tuple[QuizItem, ...], Field(min_length=1)]

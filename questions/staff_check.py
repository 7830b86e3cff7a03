"""The shape of the staff check: topics with quiz items, each with four options, the right one, why and the trap."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Kebab = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, Field(min_length=2, max_length=240)]
Text = Annotated[str, Field(min_length=2, max_length=1200)]


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class QuizItem(_Content):
    """One quiz question; `right` is the number of the right option, from 1 to 4."""

    id: Kebab
    ask: Line
    options: Annotated[tuple[Line, ...], Field(min_length=4, max_length=4)]
    right: Annotated[int, Field(ge=1, le=4)]
    why: Text
    trap: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    review_by: date


class Topic(_Content):
    """A topic of the staff check, with what everybody should remember of it.

    `areas` are those whose questions go with it: where their answers are weak, the plan prints the briefing.
    """

    id: Kebab
    title: Line
    areas: tuple[Kebab, ...] = ()
    briefing: Text
    items: Annotated[tuple[QuizItem, ...], Field(min_length=1)]

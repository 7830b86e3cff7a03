"""The shape of the national levels: what each means, and which response goes with it. Never which one holds today."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Kebab = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, Field(min_length=2, max_length=240)]
Text = Annotated[str, Field(min_length=2, max_length=1200)]


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class NationalLevel(_Content):
    """One national level: its meaning, as the end of a sentence, and the response that goes with it."""

    id: Kebab
    title: Line
    means: Line
    response: Kebab


class ResponseLevel(_Content):
    """One response level: what a place does."""

    id: Kebab
    title: Line
    says: Text


class Place(_Content):
    """Where the level of today is published."""

    title: Line
    url: Annotated[str, Field(pattern=r"^https://\S+$")]


class Levels(_Content):
    """National levels and responses; `area` is the area of questions that they are shown with."""

    as_at: date
    area: Kebab
    intro: Text
    private: Text
    where: Annotated[tuple[Place, ...], Field(min_length=1)]
    levels: Annotated[tuple[NationalLevel, ...], Field(min_length=1)]
    responses: Annotated[tuple[ResponseLevel, ...], Field(min_length=1)]
    sources: Annotated[tuple[str, ...], Field(min_length=1)]

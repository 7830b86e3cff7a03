"""The shape of the national levels: what each means, and which response goes with it. Never which one holds today."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from questions.content import Content, HttpsUrl, Kebab, LongLine, SourceKeys, Text


class NationalLevel(Content):
    """One national level: its meaning, as the end of a sentence, and the response that goes with it."""

    id: Kebab
    title: LongLine
    means: LongLine
    response: Kebab


class ResponseLevel(Content):
    """One response level: the measures of a place, and steps that it may choose from."""

    id: Kebab
    title: LongLine
    says: Text
    steps: tuple[LongLine, ...] = ()


class Place(Content):
    """Where the level of today is published."""

    title: LongLine
    url: HttpsUrl


class NationLevel(Content):
    """A level that one nation has beside the national one; on the same scale, and set by itself."""

    nation: Kebab
    name: LongLine
    says: Text


class Levels(Content):
    """National levels and responses; `area` is the area of questions that they are shown with."""

    as_at: date
    area: Kebab
    intro: Text
    private: Text
    where: Annotated[tuple[Place, ...], Field(min_length=1)]
    levels: Annotated[tuple[NationalLevel, ...], Field(min_length=1)]
    responses: Annotated[tuple[ResponseLevel, ...], Field(min_length=1)]
    sources: SourceKeys
    nations: tuple[NationLevel, ...] = ()

    def steps_for(self, response: str | None) -> tuple[str, ...]:
        """The steps to choose from at a response level; none where there is no such level."""
        return next((each.steps for each in self.responses if each.id == response), ())

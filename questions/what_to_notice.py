"""The shape of the public page on suspicious activity: what to notice, how to report it, and what happens then."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from questions.content import Content, HttpsUrl, Kebab, Line, LongLine, Text

Points = Annotated[tuple[LongLine, ...], Field(min_length=1, max_length=8)]


class Examples(Content):
    """Examples of one kind, or at one kind of place."""

    title: Line
    points: Points


class Link(Content):
    """A page of somebody else's, and what it is good for."""

    title: Line
    url: HttpsUrl
    says: LongLine


class Section(Content):
    """A part of the page under its heading."""

    id: Kebab
    title: Line
    says: tuple[Text, ...] = ()
    points: tuple[LongLine, ...] = ()
    examples: tuple[Examples, ...] = ()
    links: tuple[Link, ...] = ()
    sources: tuple[str, ...] = ()


class WhatToNotice(Content):
    """The whole page. `first` are the reporting routes at its head; `card` is the card that says the same in short."""

    as_at: date
    title: Line
    lead: Text
    first: Annotated[tuple[Kebab, ...], Field(min_length=1, max_length=4)]
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    card: Kebab | None = None
    review_by: date

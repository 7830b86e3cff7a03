"""The shape of the things that questions refer to: sources, threats, stages and the reporting routes."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from questions.content import Content, HttpsUrl, Kebab, Line, Text


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
    """A way to report something or to get advice; with `when`, only for places of which that holds."""

    id: Kebab
    need: Line
    route: Line
    url: HttpsUrl | None = None
    tel: Annotated[str, Field(pattern=r"^[0-9 ]+$")] | None = None
    note: Text | None = None
    when: str | None = None


class Reporting(Content):
    """Reporting routes, with the day they were last checked."""

    as_at: date
    routes: tuple[Route, ...]
    sources: tuple[str, ...] = ()

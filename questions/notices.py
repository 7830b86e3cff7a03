"""The shape of a bank's fixed words: notices, privacy, the start page and the advisers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from questions.content import Content, HttpsUrl, Line, Text


class Notices(Content):
    """Fixed words of the bank: what the tool is and is not, and how to handle the plan."""

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
    """The words of the privacy page that depend on the bank's questions, and on the people they may concern."""

    lead: Text = "A finished assessment lists what a place still lacks. We treat it as confidential."
    kept: Text = "What you tell us about the place."
    seen_by: Text = "Only people who hold your return code. Nothing is sent to anyone else."


class ExampleScore(Content):
    """The score that the start page's part of an example plan shows."""

    points: Annotated[int, Field(ge=0)]
    most: Annotated[int, Field(ge=1)]


class Start(Content):
    """The words of the start page about the bank, which a visitor without knowledge understands."""

    title: Line
    lead: Text
    who: Text
    get: Annotated[tuple[Line, ...], Field(min_length=1)]
    need: Annotated[tuple[Line, ...], Field(min_length=1)]
    example: tuple[str, ...] = ()
    example_score: ExampleScore | None = None


class Adviser(Content):
    """The advisers who visit places: what they can do for one, and where to listen to their force in a crisis."""

    role: Line
    roles: Line
    says: Text
    helps: Text | None = None
    listen: Text | None = None
    site: Line
    url: HttpsUrl

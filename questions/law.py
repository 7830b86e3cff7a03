"""The shape of the legal content: steps to a tier, and the duties of each tier, with dates and sections."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from questions.content import Content, Kebab, Line, SourceKeys, Text


class Tier(Content):
    """One verdict that the steps can reach."""

    id: Kebab
    title: Line
    says: Text


class Step(Content):
    """One test of the law; the first whose condition is true settles the tier. Passed over unless it `applies`."""

    id: Kebab
    asks: Line
    applies: str
    when: str
    tier: Kebab
    section: Line
    if_yes: Text
    if_no: Text
    sources: SourceKeys


class Duty(Content):
    """One duty of the Act, for the tiers that carry it."""

    id: Kebab
    title: Line
    says: Text
    section: Line
    tiers: Annotated[tuple[Kebab, ...], Field(min_length=1)]
    sources: SourceKeys


class Law(Content):
    """A law that the profile is held against: dated, and never more than a prompt."""

    title: Line
    name: Line = "The law"
    as_at: date
    status: Text
    caveat: Text
    undetermined: Text
    sources: SourceKeys
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    duties: tuple[Duty, ...]

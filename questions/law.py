"""The shape of the legal content: steps to a tier, and the duties of each tier, with dates and sections."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Kebab = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Line = Annotated[str, Field(min_length=2, max_length=200)]
Text = Annotated[str, Field(min_length=2, max_length=1200)]


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Tier(_Content):
    """One verdict that the steps can reach."""

    id: Kebab
    title: Line
    says: Text


class Step(_Content):
    """One test of the law; the first whose condition is true settles the tier. Passed over unless it `applies`."""

    id: Kebab
    asks: Line
    applies: str
    when: str
    tier: Kebab
    section: Line
    if_yes: Text
    if_no: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


class Duty(_Content):
    """One duty of the Act, for the tiers that carry it."""

    id: Kebab
    title: Line
    says: Text
    section: Line
    tiers: Annotated[tuple[Kebab, ...], Field(min_length=1)]
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


class Law(_Content):
    """A law that the profile is held against: dated, and never more than a prompt."""

    title: Line
    name: Line = "The law"
    as_at: date
    status: Text
    caveat: Text
    undetermined: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    duties: tuple[Duty, ...]

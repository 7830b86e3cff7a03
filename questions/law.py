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
    """One duty of the Act, for the tiers that carry it, where `when` holds of the profile.

    `asked_by` names the questions that ask for the duty itself; others that bear on it name it in their `duties` alone.
    `if_not_applicable` is said where such a question was answered "does not apply".
    """

    id: Kebab
    title: Line
    says: Text
    section: Line
    tiers: Annotated[tuple[Kebab, ...], Field(min_length=1)]
    sources: SourceKeys
    asked_by: tuple[Kebab, ...] = ()
    if_not_applicable: Text | None = None
    when: str | None = None


class LawWarning(Content):
    """Two answers of the profile that do not fit together, or that need a second look: a condition and a sentence."""

    id: Kebab
    when: str
    says: Text


class LawNote(Content):
    """What the law says beside its duties, for some tiers (for all where none is named) and where `when` holds."""

    id: Kebab
    title: Line
    says: Text
    section: Line
    tiers: tuple[Kebab, ...] = ()
    when: str | None = None
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
    warnings: tuple[LawWarning, ...] = ()
    notes: tuple[LawNote, ...] = ()

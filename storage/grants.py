"""The codes that an owner makes for others, and what they grant: the records that the store keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

# What a code is for: to read everything; to answer and work on one place; to answer one area of one assessment.
GrantKind = Literal["read", "place", "area"]


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code opens. Only `place` has premises; only `area` has an assessment and one of its areas."""

    kind: GrantKind
    premises_id: str | None = None
    assessment_id: str | None = None
    area_id: str | None = None


@dataclass(frozen=True, slots=True)
class NewAccessCode:
    """A code to be kept, with the name that its owner gave it."""

    digest: bytes = field(repr=False)
    name: str
    grant: Grant


@dataclass(frozen=True, slots=True)
class AccessCode:
    """A code that an owner made: its name, what it opens, when it was last used, and when it was withdrawn."""

    id: str
    name: str
    grant: Grant
    made: datetime
    used: datetime | None
    withdrawn: datetime | None

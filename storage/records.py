"""What the store gives back: frozen records of workspaces, premises and assessments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Value = str | int | bool | tuple[str, ...]
Kind = Literal["quick", "full"]


@dataclass(frozen=True, slots=True)
class Workspace:
    """A business's place; `touched` is when somebody last opened it or saved in it (UTC)."""

    id: str
    created: datetime
    touched: datetime


@dataclass(frozen=True, slots=True)
class Premises:
    """One place, its profile as last saved, and the police force that the owner chose, if any."""

    id: str
    workspace_id: str
    profile: Mapping[str, Value]
    force_id: str | None
    created: datetime


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment with its own copy of the profile, which stops following the premises when finished."""

    id: str
    premises_id: str
    workspace_id: str
    reference: str
    bank_version: str
    kind: Kind
    profile: Mapping[str, Value]
    started: datetime
    finished: datetime | None

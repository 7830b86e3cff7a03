"""Who may do what in a workspace: the return code everything, a code for others only what its grant names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from storage.grants import Grant, GrantKind

# What a page needs. `enter`: the page of a code itself, which shows no more than the code opens; `read`: results,
# answers, prints; `answer`: the questions; `work`: everything else about a place; `own`: the return code alone.
Right = Literal["enter", "read", "answer", "work", "own"]

_RIGHTS: Mapping[GrantKind, frozenset[Right]] = MappingProxyType(
    {
        "read": frozenset({"enter", "read"}),
        "place": frozenset({"enter", "read", "answer", "work"}),
        "area": frozenset({"enter", "answer"}),
    }
)


@dataclass(frozen=True, slots=True)
class Target:
    """What a page is about, as far as its address names it: premises, an assessment and one of its areas."""

    premises_ids: frozenset[str] = frozenset()
    assessment_id: str | None = None
    area_id: str | None = None


def holds(grant: Grant | None, right: Right) -> bool:
    """Whether a session has a right, wherever it reaches. Without a grant it is the owner's, who has all."""
    return grant is None or right in _RIGHTS[grant.kind]


def reaches(grant: Grant | None, target: Target) -> bool:
    """Whether a page about this is within the reach of a session; what names nothing is, for `read` alone."""
    if grant is None or grant.kind == "read":
        return True
    if grant.kind == "place":
        return target.premises_ids == {grant.premises_id}
    return (target.assessment_id, target.area_id) == (grant.assessment_id, grant.area_id)

"""The local police force of a place: what its owner chose, else what its postcode says."""

from __future__ import annotations

from contacts import Directory, Finding, Force
from storage.records import Premises


def force_of(directory: Directory, premises: Premises) -> str | None:
    """The id of the force: the owner's choice first; None where the postcode leaves it open."""
    if premises.force_id is not None:
        return premises.force_id
    return directory.find(str(premises.profile.get("postcode", ""))).force_id


def offered_forces(directory: Directory, finding: Finding) -> tuple[Force, ...]:
    """The forces to choose among, likeliest first."""
    ids = (finding.force_id,) if finding.force_id else finding.candidates
    return tuple(directory.force(each) for each in ids)


def whole_postcode(finding: Finding) -> str:
    """The postcode that was found, where it is a whole one; empty for half a one, which names no place for 999."""
    return finding.postcode if len(finding.postcode.partition(" ")[2]) == 3 else ""

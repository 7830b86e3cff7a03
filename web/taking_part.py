"""What the pages of a business show while it takes part in a workshop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.workshops import Membership, Workshop
from web.access import Opened
from web.services import Services, services

# How long after the end the pages still lead to the plan.
AFTERWARDS = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TakingPart:
    """A workshop that an assessment takes part in; `area_id` and its title say where the adviser is, if anywhere."""

    title: str
    over: bool
    area_id: str | None
    area: str | None


def taking_part(opened: Opened) -> TakingPart | None:
    """The workshop that an open assessment takes part in now, or took part in during the last day."""
    now = services().now()
    for each in services().store.memberships(opened.workspace_id):
        workshop = each.workshop
        if each.assessment_id == opened.assessment.id and _lasts(workshop, now - AFTERWARDS):
            over = not workshop.is_open(now)
            area = None if over or workshop.area_id is None else opened.bank.area_by_id.get(workshop.area_id)
            return TakingPart(workshop.title, over, area.id if area else None, area.title if area else None)
    return None


def waiting_workshop(parts: Services, workspace_id: str) -> Workshop | None:
    """The open workshop that the next assessment of a workspace is for."""
    now = parts.now()
    found = (each for each in parts.store.memberships(workspace_id) if each.assessment_id is None)
    return next((each.workshop for each in found if each.workshop.is_open(now)), None)


def open_memberships(parts: Services, workspace_id: str) -> tuple[Membership, ...]:
    """The open workshops that a workspace takes part in."""
    now = parts.now()
    return tuple(each for each in parts.store.memberships(workspace_id) if each.workshop.is_open(now))


def _lasts(workshop: Workshop, since: datetime) -> bool:
    return workshop.is_open(since + AFTERWARDS) or (workshop.ended or workshop.until) > since

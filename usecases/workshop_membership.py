"""A business in a workshop: how it joins with the code, and what its pages show while it takes part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from assessment.profile_navigation import next_profile_page
from storage.records import Assessment, Premises
from storage.workshops import Membership, Workshop
from usecases.limits import JOIN_CODES, JOIN_DEVICE, Limiter, TooManyTries, network_of
from usecases.open_assessment import OpenAssessment
from usecases.profile_editing import refresh_nation
from usecases.return_codes import plain_code
from usecases.services import Services

# How long after the end the pages still lead to the plan.
AFTERWARDS = timedelta(days=1)
# So many wrong codes within the window, on the whole site, are more than a room that mistypes: somebody guesses.
GUESSING = 120
_EVERYWHERE = "join:everywhere"


@dataclass(frozen=True, slots=True)
class Participation:
    """A workshop that an assessment takes part in; `area_id` and its title say where the adviser is, if anywhere."""

    title: str
    over: bool
    area_id: str | None
    area: str | None


def find_workshop(services: Services, code: str, address: str, device: str | None = None) -> Workshop | None:
    """The workshop that a code opens now, whatever anyone did before.

    Raises TooManyTries for a wrong code after too many wrong codes from one device; where that is not known, as it
    keeps no cookie, from one network.
    """
    found = services.store.find_open_workshop(plain_code(code), services.now())
    if found is None:
        _count_wrong(services, address, device)
    return found


def guessing(services: Services) -> int:
    """How many wrong codes were tried lately on the whole site; 0 where they are no more than people mistype."""
    count = Limiter(services, {_EVERYWHERE: JOIN_CODES}).count()
    return count if count >= GUESSING else 0


def _count_wrong(services: Services, address: str, device: str | None) -> None:
    """Count a wrong code, first on its device: what one device tries says nothing of the others at its address."""
    Limiter(services, {_EVERYWHERE: JOIN_CODES}).note_if_room()
    network = Limiter(services, {f"join:{network_of(address)}": JOIN_CODES})
    if device is None:
        network.note_one_more()
    elif not services.traffic.count(f"join:{device}", JOIN_DEVICE.most, JOIN_DEVICE.window):
        raise TooManyTries(JOIN_DEVICE.window)
    else:
        network.note_if_room()


def join_with(services: Services, workshop: Workshop, premises: Premises, own: Assessment | None) -> Assessment | None:
    """Join with an assessment; without one, with a new one as soon as the place is described.

    Gives the assessment that takes part; None while the profile lacks something.
    """
    store, bank, now = services.store, services.bank, services.now()
    if own is None and next_profile_page(bank, premises.profile) is None:
        refresh_nation(services, premises)
        return store.start_assessment(
            premises.workspace_id, premises.id, bank.version, workshop.kind, now, workshop_id=workshop.id
        )
    store.join_workshop(workshop.id, premises.workspace_id, own.id if own else None, now)
    return own


def participation_of(services: Services, opened: OpenAssessment) -> Participation | None:
    """The workshop that an open assessment takes part in now, or took part in during the last day."""
    if not opened.in_workshop:
        return None
    now = services.now()
    for each in services.store.memberships(opened.workspace_id):
        workshop = each.workshop
        if each.assessment_id == opened.assessment.id and _lasts(workshop, now - AFTERWARDS):
            over = not workshop.is_open(now)
            area = None if over or workshop.area_id is None else opened.bank.area_by_id.get(workshop.area_id)
            return Participation(workshop.title, over, area.id if area else None, area.title if area else None)
    return None


def waiting_workshop(services: Services, workspace_id: str) -> Workshop | None:
    """The open workshop that the next assessment of a workspace is for."""
    now = services.now()
    found = (each for each in services.store.memberships(workspace_id) if each.assessment_id is None)
    return next((each.workshop for each in found if each.workshop.is_open(now)), None)


def open_memberships(services: Services, workspace_id: str) -> tuple[Membership, ...]:
    """The open workshops that a workspace takes part in."""
    now = services.now()
    return tuple(each for each in services.store.memberships(workspace_id) if each.workshop.is_open(now))


def _lasts(workshop: Workshop, since: datetime) -> bool:
    return workshop.is_open(since + AFTERWARDS) or (workshop.ended or workshop.until) > since

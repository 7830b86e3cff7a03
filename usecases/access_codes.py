"""Codes for others: what an owner can make one for, made, and named in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.navigation import steps_of
from assessment.path import find_path
from storage.errors import Refused
from storage.grants import AccessCode, Grant, NewAccessCode
from storage.records import Assessment
from usecases.return_codes import digest_of, new_code
from usecases.services import Services
from usecases.workspaces import Place, name_of, places_of

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Offer:
    """A place for which a code can be made; `areas` are those that its assessment under way asks, title by id."""

    premises_id: str
    name: str
    assessment: Assessment | None
    areas: dict[str, str]


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code and what it opens, in words; `opens` is empty where that is no longer there.

    A code for one area has the reference of its assessment.
    """

    code: AccessCode
    opens: str
    reference: str = ""


def offers_of(services: Services, workspace_id: str) -> tuple[Offer, ...]:
    """The places of a workspace, each with its newest assessment that is not finished."""
    offers = []
    for place in places_of(services, workspace_id):
        under_way = next((each for each in place.assessments if each.finished is None), None)
        areas = _areas(services, under_way) if under_way else {}
        offers.append(Offer(place.premises.id, name_of(services.bank, place.premises.profile), under_way, areas))
    return tuple(offers)


def grant_for(offers: Sequence[Offer], kind: str, premises_id: str, area_id: str) -> Grant:
    """What was asked for. Raises Refused, with what to do, where it is not among the offers."""
    if kind == "read":
        return Grant("read")
    offer = next((each for each in offers if each.premises_id == premises_id), None)
    if offer is None:
        raise Refused("Select the place")
    if kind == "place":
        return Grant("place", premises_id=offer.premises_id)
    if offer.assessment is None:
        raise Refused(f"No assessment of {offer.name} is under way. Start one, or open a finished one again")
    if area_id not in offer.areas:
        raise Refused(f"Select an area that is asked about {offer.name}" if area_id else "Select the area")
    return Grant("area", assessment_id=offer.assessment.id, area_id=area_id)


def make_code(services: Services, workspace_id: str, name: str, grant: Grant) -> tuple[str, ShownCode]:
    """A new code, which is kept only as a keyed hash, and what it opens. Raises NotFound and Refused."""
    code = new_code()
    new = NewAccessCode(digest_of(code, services.secret), name, grant)
    return code, shown_code(services, services.store.make_access_code(workspace_id, new, services.now()), workspace_id)


def codes_of(services: Services, workspace_id: str) -> tuple[ShownCode, ...]:
    """The codes of a workspace, newest first, withdrawn ones too."""
    return tuple(shown_code(services, each, workspace_id) for each in services.store.access_codes_of(workspace_id))


def shown_code(services: Services, code: AccessCode, workspace_id: str) -> ShownCode:
    """A code with what it opens."""
    store, grant = services.store, code.grant
    if grant.kind == "read":
        return ShownCode(code, "Read only: results, answers and prints of every place")
    if grant.kind == "place":
        premises = store.premises(workspace_id, str(grant.premises_id))
        opens = f"Answer and work on {name_of(services.bank, premises.profile)}" if premises else ""
        return ShownCode(code, opens)
    assessment = store.assessment(workspace_id, str(grant.assessment_id))
    if assessment is None:
        return ShownCode(code, "")
    bank = services.bank_of(assessment.bank_version)
    title = bank.area_by_id[str(grant.area_id)].title
    return ShownCode(code, f"Answer “{title}” for {name_of(bank, assessment.profile)}", assessment.reference)


def places_within(services: Services, workspace_id: str, grant: Grant) -> tuple[Place, ...]:
    """The places that a code opens: all to read, one to work on, none for a code that is for one area."""
    if grant.kind == "area":
        return ()
    found = places_of(services, workspace_id)
    return found if grant.kind == "read" else tuple(each for each in found if each.premises.id == grant.premises_id)


def _areas(services: Services, assessment: Assessment) -> dict[str, str]:
    bank, answers = services.bank_of(assessment.bank_version), services.store.answers(assessment.id)
    steps = steps_of(bank, find_path(bank, assessment.profile, answers, assessment.kind))
    return {step.area.id: step.area.title for step in steps}

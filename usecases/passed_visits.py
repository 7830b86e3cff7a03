"""Signed visits go along when a request is passed on: the next force reads their reports if the business agrees."""

from __future__ import annotations

from dataclasses import dataclass

from storage.sharing import Share
from storage.visits import Visit
from usecases.names import account_name, force_name
from usecases.services import Services


@dataclass(frozen=True, slots=True)
class PassedVisit:
    """A signed visit with the names of its force and adviser."""

    visit: Visit
    force: str
    adviser: str


@dataclass(frozen=True, slots=True)
class PassedVisits:
    """The signed visits under a share that other forces than the one that has it wrote, and whether it reads them."""

    agreed: bool
    visits: tuple[PassedVisit, ...]


def passed_visits(services: Services, share: Share) -> PassedVisits:
    """What the force that has a share now is told of the visits before; the share was looked up for this force."""
    found = services.store.signed_under(share.id) if share.wish == "share" else ()
    others = tuple(passed_visit(services, each) for each in found if each.force_id != share.force_id)
    return PassedVisits(services.store.visits_along_since(share.id) is not None, others)


def agrees_to_next(services: Services, share: Share) -> bool:
    """Whether the force that a request is passed on to now reads the report: a business agrees for one passing on."""
    return share.passed_from is None and services.store.visits_along_since(share.id) is not None


def passed_visit(services: Services, visit: Visit) -> PassedVisit:
    """A visit with its names."""
    return PassedVisit(visit, force_name(services, visit.force_id), account_name(services, visit.account_id))


def may_read(services: Services, force_id: str, share_id: str, visit_id: str) -> bool:
    """Whether a force reads the report of another force's visit: the share lasts, and the business agreed."""
    share = services.store.find_share(force_id, share_id, services.now())
    passed = passed_visits(services, share) if share else PassedVisits(agreed=False, visits=())
    return passed.agreed and visit_id in {each.visit.id for each in passed.visits}

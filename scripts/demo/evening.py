"""A workshop that is under way: businesses have joined and are at different questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from scripts.demo.places import answer, begin, example
from scripts.demo.team import FORCE
from storage.workshops import NewWorkshop
from usecases.return_codes import grouped
from usecases.services import Services
from usecases.workspaces import begin_workspace

LASTS = timedelta(hours=12)
# Example, and how much of it has been answered. With fewer than five businesses a board shows no answers.
MEMBERS = (
    ("cafe", 1.0),
    ("church", 1.0),
    ("music-pub", 0.8),
    ("office", 0.7),
    ("village-hall", 0.6),
    ("mosque", 0.5),
    ("bookshop-quick", 0.3),
    ("cafe", 0.0),
)


@dataclass(frozen=True, slots=True)
class Evening:
    """The workshop's id, the code to join it with, and the return code of one of its businesses."""

    id: str
    join_code: str
    member_code: str


def add_workshop(services: Services, account_id: str) -> Evening:
    """Begin a workshop of this adviser with all of `MEMBERS`; gives the return code of the last of them."""
    new = NewWorkshop("Pubs and cafés (made up)", "quick", services.bank.version, services.now() + LASTS)
    workshop = services.store.begin_workshop(FORCE, account_id, new, services.now())
    codes = [_join(services, workshop.id, name, share) for name, share in MEMBERS]
    return Evening(workshop.id, grouped(workshop.code), codes[-1])


def _join(services: Services, workshop_id: str, name: str, share: float) -> str:
    opening, given = begin_workspace(services, workshop_id), example(services.bank, name)
    (premises,) = services.store.premises_of(opening.workspace.id)
    begun = begin(services, premises, given, services.now(), kind="quick", workshop_id=workshop_id)
    answer(services, begun, given, services.now(), share)
    return opening.code

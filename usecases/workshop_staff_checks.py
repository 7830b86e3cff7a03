"""Staff checks in a workshop: offered to every business, and by topic how many businesses are at which level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.answers import CHOICES
from assessment.board_disclosure import Counts, show
from assessment.staff_check import measure
from storage.staff_checks import StaffCheckRecord
from storage.workshops import Workshop
from usecases.services import Services
from usecases.staff_checks import measured_check
from usecases.workshop_membership import open_memberships

# Beside the questions, among what a board has shown.
_PREFIX = "staff-check:"


@dataclass(frozen=True, slots=True)
class RoomChecks:
    """How many businesses began a check that counts in the workshop, and by topic the counts that may be shown.

    Counts are as those of answers: level 3 first, and none of the last two.
    """

    begun: int
    shown: Mapping[str, Counts]


def offered_to(services: Services, workspace_id: str) -> Workshop | None:
    """The open workshop of a workspace whose adviser offers a staff check."""
    workshops = (each.workshop for each in open_memberships(services, workspace_id))
    return next((workshop for workshop in workshops if workshop.staff_check), None)


def checks_of_room(services: Services, workshop: Workshop) -> RoomChecks:
    """What a board may show of the checks of its businesses: counts of businesses, in steps of five of them."""
    checks = services.store.staff_checks_in(workshop.force_id, workshop.id)
    spread: dict[str, list[int]] = {}
    for check in checks:
        for topic, level in _levels(services, check).items():
            spread.setdefault(topic, [0] * len(CHOICES))[CHOICES.index(level)] += 1
    fresh = services.store.workshop(workshop.force_id, workshop.id) or workshop
    after = dict(fresh.shown)
    for topic, counts in spread.items():
        states = show(fresh.shown.get(_PREFIX + topic, ()), tuple(counts))
        if states:
            after[_PREFIX + topic] = states
    if after != fresh.shown and not services.store.keep_shown(workshop.force_id, workshop.id, fresh.shown, after):
        # Another process was first: what it shows is what is shown.
        after = dict((services.store.workshop(workshop.force_id, workshop.id) or fresh).shown)
    shown = {name.removeprefix(_PREFIX): states[-1] for name, states in after.items() if name.startswith(_PREFIX)}
    return RoomChecks(len(checks), shown)


def _levels(services: Services, check: StaffCheckRecord) -> dict[str, str]:
    """The level of each topic that may be seen of a check; none where it was set aside."""
    if check.set_aside:
        return {}
    found = measure(services.bank_of(check.bank_version), measured_check(services, check))
    return {each.topic: str(each.level) for each in found}

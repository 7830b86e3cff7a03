"""The local police force of a place, and the one contact of it that is shown and printed."""

from __future__ import annotations

from datetime import date

from contacts import Contact, Directory, Entry, Finding, Force
from local_time import london_day
from questions.roles import text_of
from storage.entries import Details
from storage.records import Premises
from usecases.services import Services


def force_of(services: Services, premises: Premises) -> str | None:
    """The id of the force: the owner's choice first; None where the postcode leaves it open."""
    if premises.force_id is not None:
        return premises.force_id
    return find_postcode(services, premises).force_id


def team_here(services: Services, premises: Premises) -> bool:
    """Whether the team of the place's force uses this service, so that something can be shared with it."""
    return force_of(services, premises) in services.store.forces_with_advisers()


def local_contact(services: Services, premises: Premises) -> Contact | None:
    """The contact of the place's force today; None where the force is not known yet."""
    force_id = force_of(services, premises)
    return contact_of(services, force_id) if force_id else None


def find_postcode(services: Services, premises: Premises) -> Finding:
    """What the postcode of a place tells us; its profile is that of the current bank."""
    return services.directory.find(text_of(premises.profile, services.bank.roles.postcode))


def offered_forces(directory: Directory, finding: Finding) -> tuple[Force, ...]:
    """The forces to choose from, likeliest first."""
    ids = (finding.force_id,) if finding.force_id else finding.candidates
    return tuple(directory.force(each) for each in ids)


def whole_postcode(finding: Finding) -> str:
    """The postcode that was found, if it is a whole one; empty for a first half, which gives 999 no address."""
    return finding.postcode if len(finding.postcode.partition(" ")[2]) == 3 else ""


def contact_of(services: Services, force_id: str) -> Contact:
    """The contact of a force today: its own entry as last confirmed, otherwise the one in the operator's file.

    Raises KeyError for an unknown force.
    """
    kept, today = services.store.printed_entry(force_id), services.today()
    if kept is None or kept.checked_at is None:
        return services.directory.contact(force_id, today)
    return contact_from(services, force_id, kept.details, london_day(kept.checked_at))


def contact_from(services: Services, force_id: str, details: Details, checked_on: date) -> Contact:
    """A force's contact as these details would be printed."""
    entry = Entry(
        force_id,
        details.team,
        details.email,
        details.phone,
        details.page,
        details.hours,
        checked_on,
        details.notes,
    )
    return services.directory.contact(force_id, services.today(), entry)

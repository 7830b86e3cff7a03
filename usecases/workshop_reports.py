"""The report of a workshop that has ended: what its summary prints, and every file that is made of it."""

from __future__ import annotations

from local_time import london_day
from reports.figures.workshop import WorkshopReport, build_workshop_report
from storage.workshops import Workshop
from usecases.names import force_name
from usecases.services import Services


def workshop_report(services: Services, workshop: Workshop) -> WorkshopReport | None:
    """The report of the figures that were frozen at the end; None before it."""
    if workshop.summary is None:
        return None
    return build_workshop_report(
        services.bank_of(workshop.bank_version),
        workshop.summary,
        title=workshop.title,
        force=force_name(services, workshop.force_id),
        held_on=london_day(workshop.begun),
        kind=workshop.kind,
    )

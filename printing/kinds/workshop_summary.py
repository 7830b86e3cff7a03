"""The printed summary of a workshop that has ended."""

from __future__ import annotations

from local_time import london_day
from printing.print_job import PrintJob, Subject, key_of
from reports.figures.workshop import build_workshop_report
from reports.figures.workshop_pdf import render_summary
from usecases.names import force_name
from usecases.services import Services


def summary_job(services: Services, subject: Subject) -> PrintJob | None:
    """The summary of the workshop that the subject names; None before its end."""
    force_id = str(subject["force"])
    workshop = services.store.workshop(force_id, str(subject["workshop"]))
    if workshop is None or workshop.summary is None:
        return None
    held_on = london_day(workshop.begun)
    report = build_workshop_report(
        services.bank_of(workshop.bank_version),
        workshop.summary,
        title=workshop.title,
        force=force_name(services, force_id),
        held_on=held_on,
        kind=workshop.kind,
    )
    return PrintJob(
        key=key_of(report),
        render=lambda _renderer: render_summary(report),
        file_name=f"workshop-{held_on}.pdf",
        back=("workshops.board", {"workshop_id": workshop.id}),
    )

"""The printed summary of a workshop that has ended."""

from __future__ import annotations

from printing.print_job import PrintJob, Subject, key_of
from reports.figures.workshop_pdf import render_summary
from usecases.services import Services
from usecases.workshop_reports import workshop_report


def summary_job(services: Services, subject: Subject) -> PrintJob | None:
    """The summary of the workshop that the subject names; None before its end."""
    workshop = services.store.workshop(str(subject["force"]), str(subject["workshop"]))
    report = workshop_report(services, workshop) if workshop else None
    if workshop is None or report is None:
        return None
    return PrintJob(
        key=key_of(report),
        render=lambda _renderer: render_summary(report),
        file_name=f"workshop-{report.held_on}.pdf",
        back=("workshops.board", {"workshop_id": workshop.id}),
    )

"""The procedures of a place, or the draft of its document for the regulator, as a kind of document."""

from __future__ import annotations

from printing.print_job import PrintJob, Subject, key_of
from reports.procedures.procedures_pdf import render_procedures
from usecases.procedures import procedures_report
from usecases.services import Services


def procedures_job(services: Services, subject: Subject) -> PrintJob | None:
    """The procedures of the premises that the subject names, as they are today; None when they are no longer there."""
    draft = subject.get("draft") is True
    premises = services.store.premises(str(subject["workspace"]), str(subject["premises"]))
    report = procedures_report(services, premises, draft=draft) if premises else None
    if premises is None or report is None:
        return None
    return PrintJob(
        key=key_of("procedures", report),
        render=lambda _renderer: render_procedures(report),
        file_name=f"{'section-7-draft' if draft else 'procedures'}-{report.made_on}.pdf",
        back=("procedures.overview", {"premises_id": premises.id}),
    )

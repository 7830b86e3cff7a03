"""The record of an assessment, which holds what its plan leaves out, as a kind of document."""

from __future__ import annotations

from printing.kinds.plan import report_job
from printing.print_job import PrintJob, Subject
from reports.pdf.plan import render_record
from usecases.services import Services


def record_job(services: Services, subject: Subject) -> PrintJob | None:
    """The printed record of the assessment that the subject names; None when it is no longer there."""
    return report_job(services, subject, "record", lambda report, renderer: render_record(report, renderer))

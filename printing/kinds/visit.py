"""A signed visit as two kinds of document: its report, and the note of it that tells of no weakness."""

from __future__ import annotations

from printing.print_job import PrintJob, Subject, key_of
from reports.pdf.visit import render_visit, render_visit_note
from reports.report.report import Report
from usecases.plans import pictures_of, report_of
from usecases.services import Services


def visit_job(services: Services, subject: Subject) -> PrintJob | None:
    """The report of the signed visit that the subject names, of its assessment; None when it is no longer there."""
    report = _report(services, subject)
    if report is None:
        return None
    return PrintJob(
        key=key_of("visit", report),
        render=lambda _renderer: render_visit(report, pictures_of(services, report, str(subject["visit"]))),
        file_name=f"visit-{report.reference}.pdf",
        back=("results.result", {"assessment_id": str(subject["assessment"])}),
    )


def visit_note_job(services: Services, subject: Subject) -> PrintJob | None:
    """The note of the signed visit that the subject names; None when it is no longer there."""
    report = _report(services, subject)
    if report is None:
        return None
    return PrintJob(
        key=key_of("visit-note", report),
        render=lambda _renderer: render_visit_note(report),
        file_name=f"visit-note-{report.reference}.pdf",
        back=("results.result", {"assessment_id": str(subject["assessment"])}),
    )


def _report(services: Services, subject: Subject) -> Report | None:
    assessment = services.store.find_assessment(str(subject["assessment"]))
    premises = services.store.premises(assessment.workspace_id, assessment.premises_id) if assessment else None
    if assessment is None or premises is None:
        return None
    report = report_of(services, assessment, premises, str(subject["visit"]))
    return report if report.visit else None

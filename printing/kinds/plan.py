"""The action plan of an assessment as a kind of document."""

from __future__ import annotations

from collections.abc import Callable

from printing.print_job import PrintJob, Subject, key_of
from reports.pdf.plan import Renderer, render_plan
from reports.report.report import Report
from usecases.plans import report_of
from usecases.services import Services


def plan_job(services: Services, subject: Subject) -> PrintJob | None:
    """The printed plan of the assessment that the subject names; None when it is no longer there."""
    return report_job(services, subject, "action-plan", lambda report, renderer: render_plan(report, renderer))


def report_job(
    services: Services, subject: Subject, name: str, render: Callable[[Report, Renderer], bytes]
) -> PrintJob | None:
    """A print of the report of the assessment that the subject names; `name` begins the name of its file."""
    assessment = services.store.find_assessment(str(subject["assessment"]))
    premises = services.store.premises(assessment.workspace_id, assessment.premises_id) if assessment else None
    if assessment is None or premises is None:
        return None
    report = report_of(services, assessment, premises)
    return PrintJob(
        key=key_of(name, report),
        render=lambda renderer: render(report, renderer),
        file_name=f"{name}-{assessment.reference}.pdf",
        back=("results.result", {"assessment_id": assessment.id}),
    )

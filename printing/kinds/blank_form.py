"""The blank questionnaire as a printed kind: for an assessment's place, or complete, for anyone."""

from __future__ import annotations

from printing.print_job import PrintJob, Subject, key_of
from reports.forms.blank import build_blank
from reports.forms.form_pdf import render_form
from usecases.services import Services


def form_job(services: Services, subject: Subject) -> PrintJob | None:
    """The form of the assessment that the subject names, None when it is no longer there; without one, complete.

    `address` is the page that takes the filled form.
    """
    if "assessment" not in subject:
        complete = build_blank(services.bank, None)
        return PrintJob(
            key=key_of("form", complete),
            render=lambda _renderer: render_form(complete),
            file_name="blank-questionnaire.pdf",
            back=("public.start", {}),
        )
    assessment = services.store.find_assessment(str(subject["assessment"]))
    if assessment is None:
        return None
    bank = services.bank_of(assessment.bank_version)
    form = build_blank(
        bank, assessment.profile, assessment.kind, address=str(subject["address"]), reference=assessment.reference
    )
    return PrintJob(
        key=key_of("form", form),
        render=lambda _renderer: render_form(form),
        file_name=f"blank-questionnaire-{assessment.reference}.pdf",
        back=("questionnaire.tasks", {"assessment_id": assessment.id}),
    )

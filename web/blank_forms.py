"""The blank questionnaire as a printed kind: for an assessment's place, or complete, for anybody."""

from __future__ import annotations

from reports.blank import build_blank
from reports.formpdf import render_form
from web.printable import Printable, Subject, key_of
from web.services import Services


def printable_form(parts: Services, subject: Subject) -> Printable | None:
    """The form of the assessment that the subject names, None when it is no longer there; without one, complete.

    `address` is the page that takes the filled form.
    """
    if "assessment" not in subject:
        complete = build_blank(parts.bank, None)
        return Printable(
            key=key_of("form", complete),
            render=lambda: render_form(complete),
            file_name="blank-questionnaire.pdf",
            back=("public.start", {}),
        )
    assessment = parts.store.find_assessment(str(subject["assessment"]))
    if assessment is None:
        return None
    bank = parts.bank_of(assessment.bank_version)
    form = build_blank(bank, assessment.profile, assessment.kind, address=str(subject["address"]))
    return Printable(
        key=key_of("form", form),
        render=lambda: render_form(form),
        file_name=f"blank-questionnaire-{assessment.reference}.pdf",
        back=("questionnaire.tasks", {"assessment_id": assessment.id}),
    )

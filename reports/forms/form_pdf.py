"""Prints the blank questionnaire: the form through the print templates, then its fields made fit for every viewer."""

from __future__ import annotations

from assessment.answers import LONGEST_NOTE, LONGEST_REASON
from reports.forms.acroform import finish_fields
from reports.forms.blank import BlankForm
from reports.pdf.renderer import print_html
from reports.pdf.templates import print_environment


def render_form(form: BlankForm) -> bytes:
    """Give the blank questionnaire as a PDF/UA-1 file with fields to fill in. The same form gives the same bytes."""
    return finish_fields(print_html(form_html(form), forms=True), form.marker)


def form_html(form: BlankForm) -> str:
    """Give the blank questionnaire as the HTML that is printed; every value of the form is escaped."""
    template = print_environment().get_template("form.html")
    return template.render(form=form, longest_reason=LONGEST_REASON, longest_note=LONGEST_NOTE)

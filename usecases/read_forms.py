"""A filled-in form is kept on the server from its preview to Save, so that no end of a session loses it."""

from __future__ import annotations

from datetime import timedelta

from reports.forms.filled_form import FilledForm, FormRefused
from reports.forms.form_json import form_from_json, form_to_json
from usecases.open_assessment import OpenAssessment
from usecases.services import Services

# Long enough for a night between reading and saving.
KEPT_FOR = timedelta(days=1)
# In characters of JSON; a form full of the longest notes has some 400,000, and six times as many in Arabic.
LARGEST_FORM = 4_000_000


def keep_form(services: Services, opened: OpenAssessment, form: FilledForm, *, visit_id: str | None = None) -> str:
    """Keep a form of an assessment, or of a visit of it; gives its id. Raises FormRefused for far too much text."""
    content = form_to_json(form)
    if len(content) > LARGEST_FORM:
        raise FormRefused("This form holds far more text than we can keep. Shorten the longest notes, and try again.")
    return services.store.keep_form(
        opened.workspace_id, opened.assessment.id, content, services.now(), visit_id=visit_id
    )


def find_form(
    services: Services, opened: OpenAssessment, form_id: str, *, visit_id: str | None = None
) -> FilledForm | None:
    """The form, if it is of this assessment or visit, and neither saved nor a day old."""
    content = services.store.read_form(opened.assessment.id, form_id, visit_id=visit_id)
    return form_from_json(content) if content is not None else None


def forget_old_forms(services: Services) -> int:
    """Delete the forms that nobody has saved for a day; how many."""
    return services.store.forget_forms(services.now() - KEPT_FOR)

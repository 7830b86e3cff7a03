"""A filled-in form that was read and waits for Save, without the file."""

from __future__ import annotations

from reports.forms.form_json import form_to_json
from reports.forms.form_reader import FilledForm
from usecases.services import Services


def kept_form(services: Services, assessment_id: str, visit_id: str | None = None) -> str:
    """Keep a form of an assessment that answers one question, for its owner or for a visit; gives its id."""
    found, bank = services.store.find_assessment(assessment_id), services.bank
    assert found is not None
    said = {"choice.security-lead": ("2",)}, {"note.security-lead": "Ask Maya"}
    form = FilledForm(
        bank.id, bank.version, found.kind, dict(found.profile), ("security-lead",), *said, {}, found.reference
    )
    return services.store.keep_form(
        found.workspace_id, assessment_id, form_to_json(form), services.now(), visit_id=visit_id
    )

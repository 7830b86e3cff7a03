"""A filled-in form, and a spreadsheet, that was read and waits for Save, without the file."""

from __future__ import annotations

from reports.exports.sheet_reader import FilledSheet, SheetRow
from reports.forms.filled_form import FilledForm
from reports.forms.form_json import form_to_json
from usecases.plan_sheets import keep_sheet
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


def kept_sheet(services: Services, assessment_id: str) -> str:
    """Keep a spreadsheet of an assessment in which a job that no plan has was changed; gives its id."""
    found = services.store.find_assessment(assessment_id)
    assert found is not None
    row = SheetRow(7, "job.unknown", {"owner": "Maya"}, {}, {})
    return keep_sheet(services, found, FilledSheet(found.reference, 1, (row,), ()))

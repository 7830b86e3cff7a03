"""The documents of a signed visit, as adviser and owner open them: its report, and the note that tells no weakness."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from flask import Response, abort

from printing.print_orders import Ordered, order_print
from reports.exports.format import OFFICE
from reports.exports.visit_docx import render_visit_document
from storage.errors import NotFound
from usecases.open_assessment import OpenAssessment
from usecases.plans import pictures_of, report_of
from web.site.downloads import download
from web.site.services import printing, services

VisitDocument = Literal["report", "note"]
# By the word in the address: the kind of document that is printed.
_KINDS: Mapping[VisitDocument, str] = MappingProxyType({"report": "visit", "note": "visit-note"})
DOCUMENTS = f"<any({', '.join(_KINDS)}):which>"


def order_visit_document(opened: OpenAssessment, visit_id: str, which: VisitDocument) -> Ordered:
    """Have a document of a signed visit of this assessment printed; 404 where there is no such visit."""
    assessment = opened.assessment
    subject = {"assessment": assessment.id, "visit": visit_id}
    own = {"workspace_id": assessment.workspace_id, "assessment_id": assessment.id}
    try:
        return order_print(printing, _KINDS[which], subject, **own)
    except NotFound:
        abort(404)


def visit_docx(opened: OpenAssessment, visit_id: str) -> Response:
    """The report of a signed visit of this assessment as a document to change; 404 where there is no such visit."""
    report = report_of(services, opened.assessment, opened.premises, visit_id)
    if report.visit is None:
        abort(404)
    document = render_visit_document(report, pictures_of(services, report, visit_id))
    name = f"visit-{opened.assessment.reference}.docx"
    return download(document, f"{OFFICE}.wordprocessingml.document", name)

"""The plan to take away as a spreadsheet, document, table or calendar; made in the request, which takes a moment."""

from __future__ import annotations

from flask import Blueprint, Response

from reports.exports import EXPORTS, file_name
from web.access import open_assessment, owner_only
from web.plans import report_of
from web.services import services

exports = Blueprint("exports", __name__, url_prefix="/assessments/<assessment_id>")


@exports.get("/plan.<any(xlsx, docx, csv, ics):ending>")
@owner_only
def export(assessment_id: str, ending: str) -> Response:
    """The plan as a file of this kind."""
    opened = open_assessment(assessment_id)
    report, made = report_of(services(), opened.assessment, opened.premises), EXPORTS[ending]
    headers = {"Content-Disposition": f'attachment; filename="{file_name(report, ending)}"'}
    return Response(made.render(report), mimetype=made.media_type, headers=headers)

"""The plan to take away as a spreadsheet, document, table or calendar; made in the request, which takes a moment."""

from __future__ import annotations

from flask import Blueprint, Response

from reports.exports.registry import EXPORTS, file_name
from usecases.plans import report_of
from web.site.access import open_assessment, owner_only
from web.site.downloads import download
from web.site.services import services

pages = Blueprint("exports", __name__, url_prefix="/assessments/<assessment_id>")


@pages.get("/plan.<any(xlsx, docx, csv, ics):ending>")
@owner_only
def export(assessment_id: str, ending: str) -> Response:
    """The plan as a file of this kind."""
    opened = open_assessment(assessment_id)
    report, made = report_of(services, opened.assessment, opened.premises), EXPORTS[ending]
    return download(made.render(report), made.media_type, file_name(report, ending))

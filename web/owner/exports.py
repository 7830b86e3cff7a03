"""The plan to take away as a spreadsheet, document, table or calendar; made in the request, which takes a moment."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from reports.exports.registry import EXPORTS, file_name
from usecases.plans import report_of
from web.site.access import needs, open_assessment
from web.site.downloads import download
from web.site.services import services

pages = Blueprint("exports", __name__, url_prefix="/assessments/<assessment_id>")


@pages.get("/plan.<ending>")
@needs("read")
def export(assessment_id: str, ending: str) -> Response:
    """The plan as a file of this kind; 404 for a kind that the registry does not have."""
    export = EXPORTS.get(ending) or abort(404)
    opened = open_assessment(assessment_id)
    report = report_of(services, opened.assessment, opened.premises)
    return download(export.render(report), export.media_type, file_name(report, ending))

"""Writes the report of a visit as an editable document (DOCX), from the print's own HTML."""

from __future__ import annotations

from collections.abc import Mapping

from reports.exports.docx import document_of
from reports.pdf.renderer import NO_PICTURES
from reports.pdf.visit import visit_html
from reports.report.report import Report


def render_visit_document(report: Report, pictures: Mapping[str, bytes] = NO_PICTURES) -> bytes:
    """Give the report of the visit, with its photographs by their addresses, as a DOCX file.

    The same report, the same bytes.
    """
    from dataclasses import replace

    from reports.exports.docx_styles import facts_of

    facts = facts_of(report)
    title = facts.title.rpartition(":")[0]
    return document_of((visit_html(report),), replace(facts, title=f"{title}: report of the visit"), pictures)

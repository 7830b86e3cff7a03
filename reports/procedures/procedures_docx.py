"""Writes the procedures of a place as an editable document (DOCX), from the print's own HTML."""

from __future__ import annotations

from reports.exports.docx import document_of
from reports.procedures.procedures_pdf import procedures_html
from reports.procedures.procedures_report import ProceduresReport


def render_procedures_document(report: ProceduresReport) -> bytes:
    """Give the report as a DOCX file. The same report, the same bytes."""
    from reports.exports.docx_styles import DocumentFacts
    from reports.report.dates import long_date

    facts = DocumentFacts(
        title=f"{report.place}: {report.title[:1].lower()}{report.title[1:]}",
        author=report.business or report.place,
        subject=report.words.title,
        category=report.words.private,
        comments=report.notices.service,
        made_on=report.made_on,
        imprint=f"{report.place} · {long_date(report.made_on)}",
        handling="Keep private: staff only",
        table_points=10,
    )
    return document_of((procedures_html(report, plain=True),), facts)

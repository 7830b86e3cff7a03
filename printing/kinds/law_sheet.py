"""The law sheet of a visit as a kind of document."""

from __future__ import annotations

from printing.print_job import PrintJob, Subject, key_of
from reports.law_sheet.law_sheet_pdf import render_law_sheet
from usecases.law_sheets import printed_sheet
from usecases.services import Services


def law_sheet_job(services: Services, subject: Subject) -> PrintJob | None:
    """The sheet of the visit that the subject names, as it is now; None where it is no longer shared."""
    visit_id = str(subject["visit"])
    sheet = printed_sheet(services, str(subject["force"]), visit_id)
    if sheet is None:
        return None
    return PrintJob(
        key=key_of("law-sheet", sheet),
        render=lambda _renderer: render_law_sheet(sheet),
        file_name=f"law-sheet-{sheet.facts.made_on}.pdf",
        back=("law_sheet.sheet", {"visit_id": visit_id}),
    )

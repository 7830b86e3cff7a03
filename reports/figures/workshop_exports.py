"""Every form in which the summary of a workshop can be taken away as a file, by the ending of its file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reports.exports.format import OFFICE, Format
from reports.figures.workshop import WorkshopReport
from reports.figures.workshop_xlsx import render_workshop_spreadsheet

# None holds more than the PDF. Adding one is one module and one row here: the route, the link on the page and the tests
# come from it.
EXPORTS: Mapping[str, Format[WorkshopReport]] = MappingProxyType(
    {
        "xlsx": Format(
            "Summary as a spreadsheet (XLSX)",
            "the same figures as in the PDF, for your own tables.",
            f"{OFFICE}.spreadsheetml.sheet",
            render_workshop_spreadsheet,
        ),
    }
)

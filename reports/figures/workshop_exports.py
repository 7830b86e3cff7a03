"""Every form in which the summary of a workshop can be taken away as a file, by the ending of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.exports.registry import OFFICE
from reports.figures.workshop import WorkshopReport
from reports.figures.workshop_xlsx import render_workshop_spreadsheet


@dataclass(frozen=True, slots=True)
class WorkshopExport:
    """A format for the summary. The same report gives the same bytes, and it holds no more than the PDF."""

    title: str
    purpose: str
    media_type: str
    render: Callable[[WorkshopReport], bytes]


# Adding one is one module and one row here: the route, the link on the page and the tests come from it.
EXPORTS: Mapping[str, WorkshopExport] = MappingProxyType(
    {
        "xlsx": WorkshopExport(
            "Summary as a spreadsheet (XLSX)",
            "the same figures as in the PDF, for your own tables.",
            f"{OFFICE}.spreadsheetml.sheet",
            render_workshop_spreadsheet,
        ),
    }
)

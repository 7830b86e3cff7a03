"""Every form in which all places can be taken away as a file, by the ending of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.exports.registry import OFFICE
from reports.places.places_report import PlacesReport
from reports.places.places_xlsx import render_places_spreadsheet


@dataclass(frozen=True, slots=True)
class PlacesExport:
    """A format for all places together. The same report gives the same bytes."""

    title: str
    purpose: str
    media_type: str
    render: Callable[[PlacesReport], bytes]


# Adding one is one module and one row here: the route, the list on the page and the tests come from it.
EXPORTS: Mapping[str, PlacesExport] = MappingProxyType(
    {
        "xlsx": PlacesExport(
            "Spreadsheet (XLSX)",
            "a line for each place, their areas side by side, and the gaps that most places share.",
            f"{OFFICE}.spreadsheetml.sheet",
            render_places_spreadsheet,
        ),
    }
)

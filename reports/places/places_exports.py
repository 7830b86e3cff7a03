"""Every form in which all places can be taken away as a file, by the ending of its file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reports.exports.format import OFFICE, Format
from reports.places.places_report import PlacesReport
from reports.places.places_xlsx import render_places_spreadsheet

# Adding one is one module and one row here: the route, the list on the page and the tests come from it.
EXPORTS: Mapping[str, Format[PlacesReport]] = MappingProxyType(
    {
        "xlsx": Format(
            "Spreadsheet (XLSX)",
            "a line for each place, their areas side by side, and the gaps that most places share.",
            f"{OFFICE}.spreadsheetml.sheet",
            render_places_spreadsheet,
        ),
    }
)

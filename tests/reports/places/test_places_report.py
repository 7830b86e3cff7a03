"""All places side by side, worked by hand, and their print and spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from assessment.result import Tally
from questions import Bank, load_bank
from questions.model import Importance
from reports.places.place_facts import Arrangement, PlaceFacts
from reports.places.places_pdf import MOST_NAMES, PLACES_A_TABLE, places_html, render_places
from reports.places.places_report import MOST_GAPS, KnownPlace, PlacesReport, build_places
from reports.places.places_xlsx import different, render_places_spreadsheet
from tests.reports.opened import Opened

TODAY = date(2026, 11, 27)
NO_AREAS: Mapping[str, tuple[int, int]] = {}
HOSTILE = "<script>alert(1)</script> & =1+1 \u202e{{ 7 * 7 }} " + "x" * 60


@cache
def bank() -> Bank:
    """The project's bank."""
    return load_bank(Path(__file__).resolve().parents[3] / "questions" / "bank")


def facts(areas: Mapping[str, tuple[int, int]] = NO_AREAS, /, **in_place: bool) -> PlaceFacts:
    """What a place says: the points of areas, and which arrangements are in place; `e_` marks an essential one."""
    levels: dict[bool, Importance] = {True: "essential", False: "useful"}
    return PlaceFacts(
        kind="full",
        verdict="Level 2 of 4: Developing",
        percent=40,
        days=(date(2026, 11, 20), date(2026, 12, 1)),
        areas={area: Tally(*tally) for area, tally in areas.items()},
        area_titles=dict.fromkeys(areas, "Of an older bank"),
        arrangements=tuple(
            Arrangement(name, name.title(), "Doors", levels[name.startswith("e_")], held)
            for name, held in in_place.items()
        ),
    )


def known(name: str, found: PlaceFacts | None, *due: date) -> KnownPlace:
    """A place; assessed where it has facts."""
    if found is None:
        return KnownPlace(name, f"p-{name}")
    with_days = replace(found, days=due or found.days)
    return KnownPlace(name, f"p-{name}", f"a-{name}", "CPS-1", date(2026, 11, 1), with_days)


def report(*places: KnownPlace) -> PlacesReport:
    """The report of some places."""
    return build_places(bank(), "Nightjar Taverns", places, TODAY)


def test_areas_stand_in_the_order_of_the_bank_and_old_ones_after_them() -> None:
    one = facts({"gone": (1, 2), "reporting": (3, 6), "leadership": (2, 10)})
    two = facts({"leadership": (9, 10)})
    found = report(known("One", one), known("Empty", None), known("Two", two))
    titles = {area.id: area.title for area in bank().areas}
    assert [(row.title, row.together, row.percents) for row in found.areas] == [
        (titles["leadership"], 55, (20, 90)),
        (titles["reporting"], 50, (50, None)),
        ("Of an older bank", 50, (50, None)),
    ]
    assert [line.name for line in found.assessed] == ["One", "Two"]


def test_a_gap_is_shared_where_more_than_half_of_those_asked_lack_it() -> None:
    found = report(
        known("One", facts(half=False, most=False, e_most=False, alone=False, fine=True)),
        known("Two", facts(half=True, most=False, e_most=False, fine=True)),
        known("Three", facts(most=True, e_most=True, fine=True)),
        known("Four", None),
    )
    assert [(gap.question, gap.essential, len(gap.places), gap.asked) for gap in found.gaps] == [
        ("e_most", True, 2, 3),
        ("most", False, 2, 3),
    ]
    assert [line.name for line in found.gaps[0].places] == ["One", "Two"]


def test_what_all_lack_comes_before_what_most_lack_and_the_rest_is_counted() -> None:
    many = {f"g{number}": False for number in range(MOST_GAPS + 2)}
    found = report(
        known("One", facts(**many)),
        known("Two", facts(**many)),
        known("Three", facts(**{**many, "g0": True})),
    )
    assert len(found.gaps) == MOST_GAPS
    assert found.more_gaps == 2
    assert "g0" not in [gap.question for gap in found.gaps]


def test_a_day_is_overdue_from_the_day_after_it() -> None:
    past, later = date(2026, 11, 26), date(2026, 12, 4)
    found = report(known("Two", facts(), past, past, later), known("None", facts(), TODAY, later), known("Empty", None))
    assert [line.overdue for line in found.lines] == [2, 0, 0]
    assert [line.next_due for line in found.lines] == [past, TODAY, None]
    assert [line.jobs for line in found.lines] == [3, 2, None]


def crowd() -> PlacesReport:
    """More places than one table of the print holds, with hostile names."""
    some = facts({"leadership": (2, 10)}, e_doors=False, half=False)
    many = [known(f"Branch {number}", some, TODAY) for number in range(PLACES_A_TABLE + MOST_NAMES)]
    return report(*many, known(HOSTILE, facts({"leadership": (3, 10)}, half=True)), known("Empty", None))


def test_the_print_is_whole_and_escapes_what_was_typed() -> None:
    found = crowd()
    html = places_html(found)
    assert "<script>alert" not in html
    assert html.count('class="dense side"') == 3
    assert "All of them" in html, "the essential gap"
    assert f"and {'seven' if PLACES_A_TABLE == 7 else PLACES_A_TABLE} more" in html
    opened = Opened(render_places(found))
    assert all(line.name in opened.text for line in found.lines if line.name.startswith("Branch"))
    assert render_places(found) == render_places(found)


def test_the_spreadsheet_has_real_numbers_and_days_and_no_formula() -> None:
    found = crowd()
    book = load_workbook(BytesIO(render_places_spreadsheet(found)))
    first = [cell.value for cell in book["Places"][7]]
    assert first[0] == "Branch 0"
    assert first[4] == 0.4
    assert first[5] == 1
    assert first[6] == datetime(2026, 11, 27)
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert render_places_spreadsheet(found) == render_places_spreadsheet(found)


def test_places_of_one_name_have_heads_of_their_own() -> None:
    assert different(["Shop", "shop", "Area", "Shop (2)"]) == ["Shop", "shop (2)", "Area (2)", "Shop (2) (2)"]

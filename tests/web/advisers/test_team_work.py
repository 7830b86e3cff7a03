"""A team's own work on the page of figures and in its files: exact, however few, for the own force alone."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from storage.visits import SignOff
from tests.pages import SVG
from tests.reading import words
from tests.web.advisers.officer import Officer
from tests.web.advisers.test_queue import places
from usecases.team_work import MONTHS_SHOWN, duration, team_work

FORCES = iter(("durham", "warwickshire", "staffordshire", "lancashire"))


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of a force that no other test of this file uses."""
    return Officer(site).joins(next(FORCES), name="=SUM(1)")


def rows(officer: Officer) -> list[list[str]]:
    """The rows of the table, as other programs read it."""
    answer = officer.client.get("/advisers/figures/team-work.csv")
    assert answer.mimetype == "text/csv"
    return [row for row in csv.reader(StringIO(answer.data.decode("utf-8-sig"))) if len(row) > 1]


def test_few_are_shown_exactly(site: Flask, officer: Officer) -> None:
    assert "No requests in the last twelve months." in officer.go("/advisers/figures").text
    store, own = officer.services.store, officer.account
    ids = [places(officer, f"Place {days}", days=days)[0] for days in (1, 4, 12, 20)]
    now = officer.services.now()
    for share, waited in zip(ids, (1, 2, 12), strict=False):
        found = store.find_share(own.force_id, share, now)
        assert found is not None
        store.take(own.force_id, share, own.id, found.created + timedelta(days=waited))
    visit = store.begin_visit(own.force_id, ids[0], own.id, now)
    store.sign_off(own.force_id, visit.id, SignOff(own.id, "Maya", (now + timedelta(days=90)).date()), now)
    page = officer.go("/advisers/figures")
    assert "taken on within 2 days. The longest waited 12 days." in page.text
    assert "1 waits for somebody to take it on; the first arrived 2 weeks ago." in page.text
    assert "Fewer than 10 places share their answers" in page.text, "statistics of the places keep their threshold"
    (chart,) = [each for each in page.all(f"{SVG}svg") if each.get("class") == "month-chart"]
    title = chart.find(f"{SVG}title")
    assert title is not None
    assert words(title).startswith("In twelve months: requests that arrived 4, visits signed off 1, followed up 0.")
    table = page.all("table", "months")[0]
    shown = [[words(cell) for cell in row] for row in table.iterfind("tbody/*")]
    assert len(shown) == MONTHS_SHOWN
    assert [line.title for line in team_work(officer.services, own.force_id).months] == [
        row[0] for row in reversed(shown)
    ]
    assert shown[0][2:] == ["Visits begun: 1", "Visits signed off: 1", "Followed up: 0"]
    other = Officer(site).joins(next(FORCES))
    assert "No requests in the last twelve months." in other.go("/advisers/figures").text
    assert "=SUM" not in other.client.get("/advisers/figures/team-work.csv").text


def test_the_files_have_the_numbers_of_the_page_and_no_formula(officer: Officer) -> None:
    (share,) = places(officer, "Zanzibar House", days=3)
    officer.services.store.take(officer.account.force_id, share, officer.account.id, officer.services.now())
    found = rows(officer)
    assert found[0] == ["Table", "Line", "What", "Number", "In words"]
    assert ["Who has how much", "'=SUM(1)", "Requests taken on", "1", "oldest 3 days ago"] in found
    assert ["Until a request was taken on", "Median", "Hours", "72", "3 days"] in found
    months = [row for row in found if row[0] == "Month by month"]
    assert len(months) == 4 * MONTHS_SHOWN
    assert sum(int(row[3]) for row in months if row[2] == "Requests") == 1
    book = load_workbook(BytesIO(officer.client.get("/advisers/figures/team-work.xlsx").data))
    cells = [cell for row in book["Team"].iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if "Zanzibar" in str(cell.value)]
    assert "=SUM(1)" in [cell.value for cell in cells]


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0, "less than an hour"), (1, "1 hour"), (47, "47 hours"), (48, "2 days"), (24 * 35 + 3, "35 days")],
)
def test_a_time_is_said_in_words(hours: int, said: str) -> None:
    assert duration(timedelta(hours=hours)) == said

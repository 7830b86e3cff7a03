"""The figures page: nothing of few, the same numbers in every export, and no word that a business wrote."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from io import BytesIO, StringIO
from secrets import token_bytes
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from assessment.disclosure_control import THRESHOLD
from assessment.share_facts import ShareFacts
from storage.sharing import NewShare
from storage.visits import SignOff
from tests.pages import SVG
from tests.person import Person
from tests.reading import classed, words
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at

Line = tuple[str, str, str, str]  # table, line, places, percent

FORCES = iter(
    (
        *("metropolitan", "greater-manchester", "north-yorkshire", "essex", "sussex", "city-of-london"),
        *("police-scotland", "psni", "mod-police", "cnc"),
    )
)
HOSTILE = "<b>Zanzibar</b> =cmd|' /C calc'!A0"
FACTS = ShareFacts(
    use="shop",
    people="under-200",
    tier="out-of-scope",
    band="building",
    areas={"leadership": (6, 12)},
    gaps=("security-lead",),
)


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of a force that nobody shares with yet: all tests of the session have one store."""
    return Officer(site).joins(next(FORCES))


def share(officer: Officer, number: int, **facts: Any) -> None:
    """So many places share with the officer's force, all with a hostile name and message."""
    services = officer.services
    store, now, version = services.store, services.now(), services.bank.version
    store.keep_bank(version, services.bank.document)
    for _ in range(number):
        workspace, premises = (each.id for each in store.begin_workspace(token_bytes(), now))
        store.save_profile(workspace, premises, {"business_name": HOSTILE, "use": "shop"}, now)
        begun = store.start_assessment(workspace, premises, version, "quick", now).id
        until, said = now + timedelta(days=9), replace(FACTS, **facts)
        store.share(NewShare(workspace, begun, officer.account.force_id, "share", until, HOSTILE, HOSTILE, said), now)


def shown(officer: Officer) -> list[Line]:
    """The lines of the page's tables."""
    officer.go("/advisers/figures")
    found = []
    for table in officer.page.all("table", "bars"):
        for row in table.iterfind("tbody/*"):
            numbers = [words(number) for number in row.iter(f"{SVG}text")]
            places = [words(cell) for cell in row.iter("td") if classed(cell, "bars__sum")]
            found.append((words(table[0]), words(row[0]), "".join(places).strip("–"), "".join(numbers)))
    return found


def as_shown(cells: Sequence[object]) -> Line:
    """A row of an export as the page says it."""
    table, line, places, more, percent, _ = (str(cell or "") for cell in cells)
    return table, line, f"{places} {more}".strip(), f"{percent}%" if percent else ""


def test_nothing_is_shown_of_few(officer: Officer) -> None:
    share(officer, THRESHOLD - 1)
    page = officer.go("/advisers/figures")
    assert "Fewer than 10 places share their answers with your team" in page.text
    assert not page.all("table", "bars")
    assert not [address for _, address in page.links if "export" in address]
    for ending in ("csv", "xlsx"):
        officer.go(f"/advisers/figures/export.{ending}", 404)


def test_another_force_sees_none_of_it(site: Flask, officer: Officer) -> None:
    share(officer, THRESHOLD)
    other = Officer(site).joins(next(FORCES))
    assert not other.go("/advisers/figures").all("table", "bars")
    other.go("/advisers/figures/export.csv", 404)


def test_every_export_has_the_lines_of_the_page(officer: Officer) -> None:
    share(officer, 12)
    share(officer, 11, use="food-drink", tier=None, gaps=["security-lead", "no-longer-asked"])
    share(officer, 7, use="no-longer-asked", people="800-or-more")
    lines = shown(officer)
    assert ("Kinds of place", "Shop, market, shopping centre or showroom", "10", "33%") in lines
    assert ("Kinds of place", "Others", "", "") in lines
    assert ("Tier of the law", "Not known", "10", "33%") in lines
    assert not [line for line in lines if line[0] == "People at the same time"], "seven of 30 hide the others"
    assert ("Average score by area", "All areas together", "", "50%") in lines
    assert ("Most common gaps", "A named person in charge of security", "20 or more", "67%") in lines
    table = officer.client.get("/advisers/figures/export.csv")
    assert table.mimetype == "text/csv"
    rows = list(csv.reader(StringIO(table.data.decode("utf-8-sig"))))
    assert [as_shown(row) for row in rows[1:] if len(row) > 1] == lines
    book = load_workbook(BytesIO(officer.client.get("/advisers/figures/export.xlsx").data))
    cells: list[list[Any]] = [[cell.value for cell in row] for row in book["Figures"].iter_rows()]
    top = cells.index(rows[0])
    exact = [[*row[:4], row[4] and round(100 * row[4]), row[5]] for row in cells[top + 1 :]]
    assert [as_shown(row) for row in exact] == lines


def test_nothing_that_a_business_wrote_is_in_the_figures(officer: Officer) -> None:
    share(officer, THRESHOLD)
    files = ["".join(str(cell.value) for row in sheet for cell in row) for sheet in load_workbook(
        BytesIO(officer.client.get("/advisers/figures/export.xlsx").data))]  # fmt: skip
    for text in (
        officer.client.get("/advisers/figures").text,
        officer.client.get("/advisers/figures/export.csv").text,
        *files,
    ):
        assert "leadership" in text.lower()
        assert not [word for word in ("Zanzibar", "cmd", "calc") if word in text]


def test_a_look_at_the_figures_changes_nothing_and_one_place_more_neither(officer: Officer) -> None:
    share(officer, THRESHOLD)
    before = shown(officer)
    share(officer, THRESHOLD - 1, use="hall")
    assert shown(officer) == before
    share(officer, 1, use="hall")
    assert ("Kinds of place", "Hall for hire, exhibition hall or conference centre", "10", "50%") in shown(officer)


def test_what_is_over_can_be_taken_out_of_the_figures(person: Person, officer: Officer) -> None:
    address, store, now = person.starts(), officer.services.store, officer.services.now()
    begun = store.find_assessment(address.split("/")[2])
    assert begun is not None
    until = now - timedelta(days=1)
    new = NewShare(begun.workspace_id, begun.id, officer.account.force_id, "share", until, facts=FACTS)
    over = store.share(new, now - timedelta(days=9))
    person.go("/workspace")
    assert "Its figures still count it" in person.page.text
    person.press(button="Take it out of the figures")
    assert "Take it out" not in person.page.text
    assert [each.withdrawn is not None for each in store.shares_of(over.workspace_id)] == [True]


def test_the_follow_ups_to_do_are_named_however_few_and_no_figure(person: Person, officer: Officer) -> None:
    assert "Your team has no follow-ups to do." in officer.go("/advisers/figures").text
    store, now, own = officer.services.store, officer.services.now(), officer.account
    visit = store.begin_visit(own.force_id, share_at(person, person.starts(), own.force_id), own.id, now).id
    store.sign_off(own.force_id, visit, SignOff(own.id, "Maya", now.date() + timedelta(days=9)), now)
    share(officer, THRESHOLD)
    page = officer.go("/advisers/figures")
    assert "Your team has 1 follow-up to do." in page.text
    assert "follow-up" not in officer.client.get("/advisers/figures/export.csv").text
    officer.follow("Go to the visits")
    officer.press(button="Done")
    assert "Your team has no follow-ups to do." in officer.go("/advisers/figures").text

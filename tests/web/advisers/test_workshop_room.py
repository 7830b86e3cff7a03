"""The two pages of a workshop in the room: the presenter's own, and the screen that everyone sees; then the files."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from questions import Bank
from tests.web.advisers.gathering import Gathering
from tests.web.advisers.officer import Officer
from usecases.services import Services
from usecases.workshop_reports import workshop_report


@pytest.fixture
def gathering(site: Flask) -> Gathering:
    """A quick workshop in which nobody is yet."""
    return Gathering(site)


@pytest.fixture(autouse=True)
def always_fresh(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look computes: what is kept for a second is tested by itself."""
    monkeypatch.setattr(services.boards, "get", lambda _, compute: compute())


def reporting(bank: Bank) -> str:
    """The essential question of the area reporting."""
    return next(each.id for each in bank.area_by_id["reporting"].questions if each.importance == "essential")


def test_the_board_leads_with_a_choice_and_says_who_leads(site: Flask, gathering: Gathering) -> None:
    colleague = Officer(site).joins(name="Bo Beside")
    for who, said in ((colleague, "Bo Beside"), (gathering.officer, "Sam Reed")):
        who.go(gathering.board)
        for _ in range(2):  # pressed twice
            who.press({"area": "reporting"}, button="Lead everyone there")
            assert who.at == gathering.board
        assert f"{said} is leading everyone to Reporting, since" in who.page.text
        assert gathering.workshop.led_by == who.account.id
    assert "Bo Beside has this workshop open too" in gathering.officer.page.text
    colleague.go(gathering.board)
    colleague.press(button="Everyone at their own pace")
    assert "Everyone is going at their own pace." in gathering.officer.go(gathering.board).text


def test_what_to_say_next_follows_the_room(gathering: Gathering, bank: Bank) -> None:
    officer, question = gathering.officer, reporting(bank)
    assert f"type {gathering.code}" in officer.go(gathering.board).text
    everyone = [gathering.comes() for _ in range(6)]
    assert "Write your return code down" in officer.go(gathering.board).text
    gathering.says(everyone[0], {question: "0"})
    assert "Go at your own pace" in officer.go(gathering.board).text
    for who in everyone[1:]:
        gathering.says(who, {question: "0"})
    assert "At least half have finished Reporting (6 of 6)" in officer.go(gathering.board).text
    officer.press({"area": "reporting"}, button="Lead everyone there")
    name = bank.by_id[question].name
    text = officer.page.text
    assert f"{name[:1].lower()}{name[1:]}, 6 of 6" in text, "the board showed these counts, so they may be said"
    assert bank.by_id[question].action.first_step in text
    officer.press({"area": "leadership"}, button="Lead everyone there")
    assert "There are too few answers to show yet" in officer.page.text
    officer.press(button="Everyone at their own pace")
    for who in everyone:
        gathering.answers_all("2", who)
    assert "Everyone has finished. End the workshop" in officer.go(gathering.board).text


def test_the_screen_has_no_way_to_clients_and_follows_who_leads(gathering: Gathering, bank: Bank) -> None:
    officer = gathering.officer
    page = officer.go(f"{gathering.board}/screen")
    assert page.links == [("Skip to main content", "#main-content")]
    assert [each.buttons for each in page.forms] == []
    assert gathering.code in page.text
    assert "0 joined" in page.text
    question = reporting(bank)
    for _ in range(5):
        gathering.comes({question: "1"})
    officer.go(gathering.board)
    officer.press({"area": "reporting"}, button="Lead everyone there")
    page = officer.go(f"{gathering.board}/screen")
    assert page.heading == "Reporting"
    assert bank.by_id[question].name in page.text
    assert "Partly in place" in page.text
    assert [link for link in page.links if "/advisers" in link[1]] == []
    officer.go(f"{gathering.board}/end")
    officer.press(button="End the workshop")
    assert "The workshop is over. Thank you." in officer.go(f"{gathering.board}/screen").text


@pytest.mark.parametrize("part", ["", "0", "1", "2", "99", "-1", "x", "٣", "9" * 400])
def test_a_long_area_is_shown_in_parts(site: Flask, bank: Bank, part: str) -> None:
    room = Gathering(site, "full")
    area = max(bank.areas, key=lambda each: len(each.questions))
    room.officer.send(f"{room.board}/lead", {"area": [area.id]})
    page = room.officer.go(f"{room.board}/screen?part={part}")
    shown = [each.name for each in area.questions if each.name in page.text]
    assert 1 <= len(shown) <= 4
    assert len(shown) < len(area.questions)
    assert "More of this area" in page.text or "Back to the first" in page.text


def test_the_summary_as_a_spreadsheet_holds_what_the_pdf_holds(gathering: Gathering, services: Services) -> None:
    for choice in ("0", "0", "0", "0", "2"):
        gathering.answers_all("2" if choice == "2" else "0")
    officer = gathering.officer
    officer.go(f"{gathering.board}/summary.xlsx", 404)
    officer.go(f"{gathering.board}/end")
    officer.press(button="End the workshop")
    address = next(address for words, address in officer.page.links if words == "Summary as a spreadsheet (XLSX)")
    answer = officer.client.get(address)
    assert (answer.mimetype or "").endswith("spreadsheetml.sheet")
    book = load_workbook(BytesIO(answer.data))
    assert book.sheetnames == ["Figures", "Most common gaps"]
    report = workshop_report(services, gathering.workshop)
    assert report is not None
    rows = [row for row in book["Most common gaps"].iter_rows(min_row=2, values_only=True) if row[0]]
    assert [row[0] for row in rows] == [line.name for line in report.gaps]
    assert {(row[3], row[4]) for row in rows} <= {(4, 5), (5, 5)}
    assert officer.client.get(address).data == answer.data, "the same figures give the same bytes"

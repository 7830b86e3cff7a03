"""The log of a visit's changes and the log as a file: who, when in London, what; no text of a visit, no formula."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

from flask import Flask
from openpyxl import load_workbook

from assessment.visit_overrides import Remark
from tests.person import Person
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_visits import begins

SECRET = "Back gate never locked"


def test_what_was_changed_in_a_visit_is_named_without_its_texts(site: Flask, person: Person) -> None:
    boss = Officer(site).joins("devon-and-cornwall", "administrator", "Bea Boss")
    kim = Officer(site).joins("devon-and-cornwall", "adviser", "Kim Lee")
    share = share_at(person, person.answers_all("3"), "devon-and-cornwall")
    visit = begins(boss, share).rpartition("/")[2]
    store, now = boss.services.store, boss.services.now()
    said = {"security-lead": Remark("1", "3", note=SECRET), "staff-training": Remark(private=SECRET, looked=True)}
    store.change_remarks("devon-and-cornwall", visit, lambda _: said, now, by=kim.account.id)
    page = boss.go("/advisers/team/log")
    name = next(each.name for each in boss.services.bank.questions if each.id == "security-lead")
    assert "changed what is noted in the visit of The Copper Kettle (CPS-" in page.text
    assert f"{name}: level, note for the report" in page.text
    assert "private note, seen" in page.text
    assert SECRET not in page.text
    text = boss.client.get("/advisers/team/log.csv").data.decode("utf-8-sig")
    assert f"{name}: level, note for the report; " in text
    assert SECRET not in text
    found = store.find_share("devon-and-cornwall", share, now)
    assert found is not None
    store.withdraw(found.workspace_id, share, now)
    for address in ("/advisers/team/log", "/advisers/team/log.csv"):
        after = boss.client.get(address).text
        assert "changed what is noted in the visit of a place that no longer shares with you" in after
        assert name not in after


def test_the_file_has_every_line_and_no_formula_and_is_logged(site: Flask) -> None:
    boss = Officer(site).joins("humberside", "administrator", "=HYPERLINK(1)")
    store, at = boss.services.store, datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
    store.sign_in(boss.account.id, b"humberside in july", "Firefox", at, at + timedelta(days=9999))
    answer = boss.client.get("/advisers/team/log.csv")
    assert answer.mimetype == "text/csv"
    rows = list(csv.reader(StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0] == ["When", "Who", "What", "Changed"]
    assert rows[1][0].startswith("2026-07-01 13:30:")
    assert rows[1][0].endswith("BST")
    assert rows[1][1:3] == ["'=HYPERLINK(1)", "signed in"]
    store_lines = store.log_of("humberside")
    assert store_lines[0].act == "exported-log"
    assert len([row for row in rows[1:] if len(row) == 4]) == len(store_lines) - 1
    book = load_workbook(BytesIO(boss.client.get("/advisers/team/log.xlsx").data))
    cells = [cell for row in book["Log"].iter_rows() for cell in row if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "took the log away as a file" in [cell.value for cell in cells]
    assert "took the log away as a file" in boss.go("/advisers/team/log").text

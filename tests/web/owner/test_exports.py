"""The plan to take away, on the site: hostile text typed in comes out of every form unbroken and harmless."""

from __future__ import annotations

import re

import pytest

from assessment.plain_text import tidy_text
from questions import Bank
from reports.exports.csv_table import FORMULA_SIGNS
from reports.exports.registry import EXPORTS
from tests.inapplicable import inapplicable
from tests.person import Person
from tests.reports import taken

NAMES = {
    "business_name": "=cmd|' /C calc'!A0 \"quoted\", with a comma; \u202eright to left\u202c \ufeffmark",
    "premises_name": "@SUM(1+1)*cmd|' /C calc'!A0 </w:t></w:r> <b>&amp;</b> ]]> مسجد עברית",
    "took_part": "-2+3 \x07bell 👩🏽‍🚒 _x0041_ nul\x00",
}
EVENT = "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\r\nSUMMARY:Evil\r\nEND:VEVENT"
NOTE = f'+1 note\t\ttabs\r\n=second line "quoted",comma;\r\n{EVENT}\r\n</w:p><script>alert(1)</script> 🔥\u2066'
LONG_NOTE = (NOTE + " filling" * 400)[:1990].strip()
REASON = "@reason <b>'\";,\u200f\x1b[31m"


@pytest.fixture
def hostile(person: Person, bank: Bank) -> str:
    """A finished assessment with hostile text in every field that takes text; gives its address."""
    start = person.starts("full", **NAMES)
    person.go(f"{start}/areas/leadership/1")
    person.press({"choice-security-lead": "1", "note-security-lead": LONG_NOTE})
    area, number, question = inapplicable(bank)
    person.go(f"{start}/areas/{area}/{number}")
    person.press({f"choice-{question}": "not-applicable", f"reason-{question}": REASON})
    person.go(f"{start}/answers")
    person.press(button="Finish")
    return start


def get(person: Person, start: str, ending: str) -> bytes:
    """A file as the site gives it."""
    answer = person.client.get(f"{start}/plan.{ending}")
    assert answer.status_code == 200
    return bytes(answer.data)


def tidy_escapes(text: str) -> str:
    """A value of a calendar as people read it (RFC 5545, 3.3.11)."""
    return re.sub(r"\\(.)", r"\1", text)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_hostile_text_in_every_field_is_found_in_every_form(person: Person, hostile: str) -> None:
    names = {name: tidy_text(text) for name, text in NAMES.items()}
    note, reason = tidy_text(LONG_NOTE, lines=True), tidy_text(REASON)
    assert len(note) > 1900

    book = taken.workbook(get(person, hostile, "xlsx"))
    values = [cell.value for cell in taken.cells(book)]
    assert {*names.values(), note, reason} <= set(values)
    assert {cell.data_type for cell in taken.cells(book)} <= {"s", "n", "d"}
    assert note in [cell.value for cell in taken.column(book, "Actions", "Your note")]

    document = taken.document(get(person, hostile, "docx"))
    words = taken.words_of_document(document)
    assert all(squeezed(each) in words for each in (*names.values(), note, reason))
    assert document.core_properties.author == names["business_name"]

    rows = taken.table(get(person, hostile, "csv"))
    assert all(not cell.startswith(FORMULA_SIGNS) for row in rows for cell in row.values())
    assert {row["Business"] for row in rows} == {f"'{names['business_name']}"}
    assert {row["Premises"] for row in rows} == {f"'{names['premises_name']}"}
    assert f"'{note}" in [row["Your note"] for row in rows]

    calendar = taken.calendar(get(person, hostile, "ics"))
    events = calendar.walk("VEVENT")
    assert len(events) == len({row["Job"] for row in rows}) + 1
    assert all(each in event["description"] for event in events for each in list(names.values())[:2])
    assert "evil" not in {str(event["uid"]) for event in events}
    assert tidy_escapes(calendar["x-wr-calname"].to_ical().decode()).startswith(names["business_name"])


@pytest.mark.parametrize("ending", EXPORTS)
def test_a_file_is_kept_not_shown(person: Person, hostile: str, ending: str) -> None:
    answer = person.client.get(f"{hostile}/plan.{ending}")
    beside = person.client.get(f"{hostile}/plan.json").headers["Content-Disposition"]
    assert answer.mimetype == EXPORTS[ending].media_type
    assert answer.headers["Content-Disposition"] == beside.replace(".json", f".{ending}")
    assert re.fullmatch(r'attachment; filename="action-plan-[A-Z0-9-]{8,}\.json"', beside)
    assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")


def test_an_unfinished_assessment_can_be_taken_away_too(person: Person) -> None:
    start = person.starts()
    for ending in EXPORTS:
        assert get(person, start, ending)
    assert taken.table(get(person, start, "csv")) == []


def test_the_result_offers_every_form(person: Person) -> None:
    start = person.finishes("1")
    offered = {address for _, address in person.page.links}
    assert {f"{start}/plan.{ending}" for ending in ("pdf", "json", *EXPORTS)} <= offered


def test_other_forms_do_not_exist(person: Person) -> None:
    start = person.starts()
    for ending in ("xls", "doc", "exe", "xlsx/", "XLSX"):
        assert person.client.get(f"{start}/plan.{ending}").status_code == 404

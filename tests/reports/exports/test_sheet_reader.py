"""A plan's spreadsheet that comes back: what was changed is read; any other file is refused with what to do."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from assessment.progress import PlanItem
from reports.exports.plan_sheet import PART_TITLES
from reports.exports.sheet_reader import LARGEST_FILE, SheetRefused, read_sheet
from reports.exports.sheet_sandbox import read_sheet_apart, sheet_from_json, sheet_to_json
from reports.exports.xlsx import render_spreadsheet
from reports.report.report import Report
from tests.reports import taken
from tests.reports.edited_sheet import Typed, cell_of, edited, repacked, saved
from tests.reports.exports.test_exports_office import converted
from tests.reports.premises import places

LONG = "Ring the council.\nThen wait (=1+1). " * 50
TYPED = PlanItem("Maya Żółć", date(2027, 2, 3), "under-way", "", "£450", LONG.strip(), "_x0041_ photo مسجد")


@pytest.fixture(scope="module")
def plan() -> Report:
    """A plan in which something is typed for the first job and its first action."""
    return typed(places()["pub"])


@pytest.fixture(scope="module")
def file(plan: Report) -> bytes:
    """Its spreadsheet."""
    return render_spreadsheet(plan)


def typed(plan: Report) -> Report:
    (first, *others), *classes = plan.classes[0].jobs, *plan.classes[1:]
    (gap, *gaps) = first.gaps
    job = replace(first, typed=TYPED, due=date(2027, 2, 3), gaps=(replace(gap, typed=TYPED, owner="Sam"), *gaps))
    return replace(plan, classes=(replace(plan.classes[0], jobs=(job, *others)), *classes))


def job(plan: Report) -> str:
    return f"job.{plan.jobs[0].id}"


def action(plan: Report) -> str:
    return f"action.{plan.jobs[0].gaps[0].question_id}"


def changes(data: bytes) -> dict[tuple[str, str], str]:
    """What was changed, by the name of the row and the part."""
    return {(row.name, part): text for row in read_sheet(data).rows for part, text in row.cells.items()}


def test_nothing_changed_is_nothing(plan: Report, file: bytes) -> None:
    for data in (file, saved(taken.workbook(file))):
        sheet = read_sheet(data)
        assert sheet.reference == plan.reference
        assert sheet.count == len(plan.jobs) + len(plan.actions)
        assert (sheet.rows, sheet.missing, sheet.problems) == ((), (), ())


def test_another_program_changes_nothing_by_itself(tmp_path: Path, plan: Report, file: bytes) -> None:
    sheet = read_sheet(converted(tmp_path, "plan.xlsx", file, "xlsx"))
    assert sheet.count == len(plan.jobs) + len(plan.actions)
    assert sheet.rows == ()


def test_what_is_changed_is_read_as_text(plan: Report, file: bytes) -> None:
    typed: dict[tuple[str, str], tuple[Typed, str]] = {
        (job(plan), "Owner"): ("  Sam  ", "Sam"),
        (job(plan), "Due"): (date(2027, 5, 6), "2027-05-06"),
        (job(plan), "Status"): ("Done", "Done"),
        (job(plan), "Cost here"): (450, "450"),
        (job(plan), "Note"): (None, ""),
        (action(plan), "Due"): (datetime(2027, 5, 6, 0, 0), "2027-05-06"),
        (action(plan), "Cost here"): (12.5, "12.5"),
        (action(plan), "Note"): ("One\r\ntwo\u202e", "One\ntwo"),
        (action(plan), "Proof"): (True, "Yes"),
    }
    parts = {title: part for part, title in PART_TITLES.items()}
    found = changes(edited(file, {place: value for place, (value, _) in typed.items()}))
    assert found == {(name, parts[title]): text for (name, title), (_, text) in typed.items()}


def test_rows_are_known_wherever_they_are(plan: Report, file: bytes) -> None:
    book = taken.workbook(edited(file, {(action(plan), "Owner"): "Ben"}))
    sheet = book["Plan"]
    sheet.insert_rows(1, 3)
    sheet.insert_cols(2)
    sheet.title = "Our meeting"
    book.move_sheet(sheet, 3)
    assert changes(saved(book)) == {(action(plan), "owner"): "Ben"}


def test_what_is_no_value_is_told_by_its_row(plan: Report, file: bytes) -> None:
    book = taken.workbook(file)
    for title, value in (("Owner", "=1+1"), ("Cost here", "#REF!"), ("Note", "x" * 10_001)):
        cell_of(book, job(plan), title).value = value
    (row,) = read_sheet(saved(book)).rows
    assert row.number == cell_of(book, job(plan), "Owner").row
    assert row.cells == {}
    assert row.problems == {
        "owner": "this is a formula; type what it should say instead",
        "cost": "this cell shows an error of the spreadsheet; type what it should say instead",
        "note": "this text has more than 10,000 characters; shorten it",
    }


def test_columns_and_rows_that_are_gone_change_nothing(plan: Report, file: bytes) -> None:
    book = taken.workbook(file)
    sheet = book["Plan"]
    cell_of(book, action(plan), "Owner").value = "Ben"
    sheet.delete_rows(cell_of(book, job(plan), "Owner").row)
    sheet.delete_cols(cell_of(book, action(plan), "Note").column)
    read = read_sheet(saved(book))
    assert read.missing == ("Note",)
    assert {(row.name, *row.cells) for row in read.rows} == {(action(plan), "owner")}


def test_a_row_twice_and_one_whose_marks_are_gone_are_told(plan: Report, file: bytes) -> None:
    book = taken.workbook(file)
    sheet = book["Plan"]
    row = cell_of(book, job(plan), "Owner").row
    sheet.append([cell.value for cell in sheet[row]])
    cell_of(book, action(plan), "As exported").value = "me"
    told = dict(read_sheet(saved(book)).problems)
    assert told[sheet.max_row] == "this row is in the file more than once; the first one counts"
    assert "we cannot tell what you changed" in told[row + 1]


def packed(**parts: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name.replace("__", "/"), content)
    return target.getvalue()


BILLION = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst>&a;</sst>'
STRINGS, SHEET = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda _: b"", "not a spreadsheet of a plan"),
    "a text": (lambda _: b"Row id,Owner\r\n", "not a spreadsheet of a plan"),
    "a PDF": (lambda _: b"%PDF-1.7", "not a spreadsheet of a plan"),
    "another zip": (lambda _: packed(**{"a.txt": b"x"}), "not a spreadsheet of a plan"),
    "a document": (lambda _: packed(word__document=b"<x/>"), "not a spreadsheet of a plan"),
    "an OpenDocument file": (lambda _: packed(**{"mimetype": b"x", "content.xml": b"<x/>"}), "OpenDocument"),
    "an old or protected file": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999),
        "protected with a password",
    ),
    "too large": (lambda _: b"PK" + bytes(LARGEST_FILE), "larger than 3 MB"),
    "macros": (lambda file: repacked(file, {"xl/vbaProject.bin": b"x"}), "has macros"),
    "a bomb": (lambda file: repacked(file, {STRINGS: bytes(70_000_000)}), "far more than"),
    "many parts": (lambda file: repacked(file, {f"{each}.xml": b"<x/>" for each in range(501)}), "far more than"),
    "entities": (lambda file: repacked(file, {STRINGS: BILLION}), "broken"),
    "entities elsewhere": (lambda file: repacked(file, {"docProps/odd.dat": OUTSIDE}), "broken"),
    "wide letters": (lambda file: repacked(file, {STRINGS: BILLION.decode().encode("utf-16")}), "broken"),
    "cut short": (lambda file: file[: len(file) // 2], "broken"),
    "no XML": (lambda file: repacked(file, {SHEET: b"x"}), "broken"),
    "no strings": (lambda file: repacked(file, {STRINGS: b"<sst/>"}), "broken"),
    "without its sheet": (lambda file: repacked(file, {SHEET: None}), "broken|not a spreadsheet"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_spreadsheet_of_ours_is_refused(file: bytes, name: str) -> None:
    make, says = REFUSED[name]
    with pytest.raises(SheetRefused, match=says) as refused:
        read_sheet(make(file))
    assert "/etc/passwd" not in str(refused.value)


def test_a_workbook_without_our_rows_is_refused(file: bytes) -> None:
    book = taken.workbook(file)
    del book["Plan"]
    with pytest.raises(SheetRefused, match="not a spreadsheet of a plan"):
        read_sheet(saved(book))
    book = taken.workbook(file)
    for cell in taken.column(book, "Plan", "Row id"):
        cell.value = None
    with pytest.raises(SheetRefused, match="not a spreadsheet of a plan"):
        read_sheet(saved(book))


def test_rows_of_two_plans_are_refused(plan: Report, file: bytes) -> None:
    with pytest.raises(SheetRefused, match="more than one plan"):
        read_sheet(edited(file, {(job(plan), "Row id"): "CYPS-OTHER job.lock"}))


def test_a_sheet_that_says_it_is_endless_is_read_as_far_as_it_goes(file: bytes) -> None:
    with ZipFile(BytesIO(file)) as zipped:
        sheet = zipped.read(SHEET)
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    assert b"</sheetData>" in sheet
    assert read_sheet(repacked(file, {SHEET: sheet.replace(b"</sheetData>", far)})).rows == ()


def test_a_process_of_its_own_reads_the_same(plan: Report, file: bytes) -> None:
    changed = edited(file, {(job(plan), "Owner"): "Sam 🔥", (action(plan), "Due"): date(2027, 5, 6)})
    assert read_sheet_apart(changed) == read_sheet(changed)
    assert sheet_from_json(sheet_to_json(read_sheet(changed))) == read_sheet(changed)
    with pytest.raises(SheetRefused, match="not a spreadsheet of a plan"):
        read_sheet_apart(b"x")


def test_a_process_that_takes_too_long_is_ended(file: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.exports.sheet_sandbox.MOST_SECONDS", 0.01)
    with pytest.raises(SheetRefused, match="broken"):
        read_sheet_apart(file)


# A ZipFile that could not be opened complains once it is thrown away; nothing is left open by it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_whatever_is_broken_in_a_file_it_is_refused_or_read(file: bytes) -> None:
    """Bytes of the file are changed, and bytes of its parts, by chance that is the same each time."""
    chance, whole, refused = random.Random(7), read_sheet(file).count, 0
    for number in range(60):
        try:
            assert (
                0 < read_sheet(broken_parts(file, chance) if number % 2 else broken_bytes(file, chance)).count <= whole
            )
        except SheetRefused:
            refused += 1
    assert refused > 10


def broken_bytes(file: bytes, chance: random.Random) -> bytes:
    data = bytearray(file)
    for _ in range(20):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def broken_parts(file: bytes, chance: random.Random) -> bytes:
    with ZipFile(BytesIO(file)) as zipped:
        name = chance.choice([each for each in zipped.namelist() if each.endswith(".xml")])
        part = bytearray(zipped.read(name))
    for _ in range(3):
        at, letters = chance.randrange(len(part)), chance.randrange(9)
        part[at : at + chance.randrange(9)] = bytes(chance.randrange(32, 127) for _ in range(letters))
    return repacked(file, {name: bytes(part)})

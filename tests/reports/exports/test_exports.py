"""The files to take away: real days, numbers, headings and tables; the same bytes; harmless, whatever is in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn

from reports.exports.calendar import render_calendar
from reports.exports.csv_table import FORMULA_SIGNS, harmless, render_table
from reports.exports.docx import render_document
from reports.exports.registry import EXPORTS, file_name
from reports.exports.xlsx import render_spreadsheet
from reports.report.calendar_edition import CalendarEdition
from reports.report.job_parts import ActionLine
from reports.report.report import Report
from tests.reports import taken
from tests.reports.premises import CAFE, INPUTS, MADE_ON, answers, places, report

NAMES = ("cafe", "pub", "unanswered", "all-tested", "all-missing", "long-names", "hostile")
# What no reader of forms lets through, but a renderer must bear all the same.
ROUGH = "=1+1\x00\x07\x0b\x1b\ud800\ufffe _x0041_ \u202emark</w:t>]]>&amp;<b>\t\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT"


def _rough(actions: tuple[ActionLine, ...]) -> tuple[ActionLine, ...]:
    return tuple(replace(action, title=ROUGH, why=ROUGH) for action in actions)


def rough(plan: Report) -> Report:
    """The plan with such text in names, titles and notes."""
    first = plan.answers[0]
    lines = tuple(replace(line, note=ROUGH, reason=ROUGH, ask=ROUGH) for line in first.lines)
    classes = tuple(
        replace(each, jobs=tuple(replace(job, title=ROUGH, why=ROUGH, gaps=_rough(job.gaps)) for job in each.jobs))
        for each in plan.classes
    )
    plan = replace(plan, business=ROUGH, premises=ROUGH, reference=ROUGH[:60], verdict=ROUGH, sum_says=ROUGH)
    return replace(plan, classes=classes, answers=(replace(first, lines=lines), *plan.answers[1:]))


def test_days_and_numbers_are_real() -> None:
    plan = places()["pub"]
    book = taken.workbook(render_spreadsheet(plan))
    days = [day for job in plan.jobs for day in (job.due, *(action.due for action in job.actions))]
    assert [cell.value for cell in taken.column(book, "Plan", "Due")] == [
        datetime(day.year, day.month, day.day) for day in days
    ]
    assert [cell.value for cell in taken.column(book, "Actions", "Points gained")] == [a.gain for a in plan.actions]
    percents = taken.column(book, "Actions", "Score after")
    assert [(cell.value, cell.number_format) for cell in percents] == [
        (action.percent_after / 100, '"up to "0%' if action.up_to else "0%") for action in plan.actions
    ]
    assert {action.up_to for action in plan.actions} == {True, False}
    answered = [line for area in plan.answers for line in area.lines]
    assert [cell.value for cell in taken.column(book, "Answers", "Points")] == [line.points for line in answered]
    scores = taken.column(book, "Areas", "Score")
    assert [cell.value for cell in scores] == [
        None if score.percent is None else score.percent / 100 for score in (*plan.areas, plan.score)
    ]


def test_finding_out_is_worth_up_to_its_points_in_every_file() -> None:
    plan = report(CAFE, answers("?0"))
    assert {action.up_to for action in plan.actions} == {True, False}
    book = taken.workbook(render_spreadsheet(plan))
    gained = taken.column(book, "Actions", "Points gained")
    assert [(cell.value, cell.number_format) for cell in gained] == [
        (action.gain, '"up to "#,##0' if action.up_to else "#,##0") for action in plan.actions
    ]
    document = taken.words_of_document(taken.document(render_document(plan)))
    for action, row in zip(plan.actions, taken.table(render_table(plan)), strict=True):
        most = "up to " if action.up_to else ""
        assert row["Points gained"] == f"{most}{action.gain}"
        assert row["Score after"] == f"{most}{action.percent_after}%"
    for job in plan.first_jobs:
        says = f"{plan.score.percent}% to as much as {job.percent_after}%"
        assert (says in document) or not job.up_to
    # Neither a calendar nor a list to tick off promises any gain.
    assert b"%" not in render_calendar(plan).split(b"UID:", 1)[1].split(b"SUMMARY:Review")[0]


def test_the_sheet_of_the_plan_is_ready_to_work_with() -> None:
    plan = places()["pub"]
    book = taken.workbook(render_spreadsheet(plan))
    sheet = book["Plan"]
    assert book.sheetnames == ["Plan", "Actions", "Jobs", "Answers", "Areas", "About", "Record"]
    head = sheet.tables["Plan"].ref
    first = int(re.findall(r"\d+", head)[0])
    assert sheet.tables["Plan"].autoFilter.ref == head
    assert sheet.freeze_panes == f"D{first + 1}"
    choices = next(each for each in sheet.data_validations.dataValidation if each.type == "list")
    assert choices.formula1 == '"Not started,Under way,Done,Not doing"'
    statuses = taken.column(book, "Plan", "Status")
    assert all(cell.coordinate in choices.sqref for cell in statuses)
    assert {cell.value for cell in statuses} == {"Not started"}
    for title in ("Owner", "Why not", "Cost here", "Note", "Proof"):
        assert {cell.value for cell in taken.column(book, "Plan", title)} == {None}
    for each in book.worksheets:
        assert (each.page_setup.orientation, int(each.page_setup.paperSize)) == ("landscape", 9)
        assert each.sheet_properties.pageSetUpPr.fitToPage
        assert "CYPS-7K4M-29QD" in str(each.oddFooter.left.text)
        assert "CONFIDENTIAL" in str(each.oddFooter.left.text)
    assert sheet.print_title_rows == f"${first}:${first}"


def test_each_job_and_action_has_a_row_with_an_id_of_its_own() -> None:
    plan = places()["pub"]
    book = taken.workbook(render_spreadsheet(plan))
    ids = [cell.value for cell in taken.column(book, "Plan", "Row id")]
    names = [
        name
        for job in plan.jobs
        for name in (f"job.{job.id}", *(f"action.{action.question_id}" for action in job.actions))
    ]
    assert ids == [f"{plan.reference} {name}" for name in names]
    assert len(set(ids)) == len(ids)
    assert [cell.value for cell in taken.column(book, "Plan", "What")] == [
        title for job in plan.jobs for title in (job.title, *(action.title for action in job.actions))
    ]


def test_the_document_has_real_headings_and_tables() -> None:
    plan = places()["pub"]
    opened = taken.document(render_document(plan))
    by_style: dict[str, list[str]] = {}
    for paragraph in opened.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert by_style["Title"] == [f"{plan.business}\n{plan.premises}"] * 2, "the plan, and its record"
    titles = [each for each in opened.paragraphs if each.text == "Record of the assessment"]
    assert [bool(each.paragraph_format.page_break_before) for each in titles] == [True], "the record begins a page"
    sections = {"Now: within one month", "Who to contact", "Your result", "Every question and answer"}
    assert sections <= set(by_style["Heading 1"])
    assert [each for each in by_style["Heading 2"] if each == f"Job 1: {plan.jobs[0].title}"]
    tables = [table for table in opened.tables if table.style.name == "Plan Table"]
    assert len(tables) > 8
    for table in tables:
        head, *rows = table._tbl.tr_lst
        assert head.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:trPr")).find(qn("w:tblHeader")) is None for row in rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        widths = [int(each.get(qn("w:w"))) for each in table._tbl.tblGrid]
        assert all(sum(cell.grid_span for cell in row.tc_lst) == len(widths) for row in table._tbl.tr_lst)
        assert sum(widths) < 176 * 57
    core = opened.core_properties
    assert core.title == "The Foundry Tap and Music Hall, Foundry Street: protective security action plan"
    assert (core.author, core.language, core.created.date()) == (plan.business, "en-GB", MADE_ON)
    assert {each.get(qn("w:val")) for each in opened.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    section = opened.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "PAGE" in section.footer._element.xml


def test_links_inside_the_document_lead_somewhere() -> None:
    body = taken.document(render_document(places()["pub"])).element.body
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    links = {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))} - {None}
    assert len(marks) == len(set(marks))
    assert len(links) > 30
    assert links <= set(marks)


def test_the_calendar_has_a_day_for_each_job_and_one_for_the_review() -> None:
    plan = places()["cafe"]
    opened = taken.calendar(render_calendar(plan))
    *jobs, review = opened.walk("VEVENT")
    assert [event["dtstart"].dt for event in jobs] == [job.next_due for job in plan.jobs]
    assert len({event["dtstart"].dt for event in jobs}) == len(jobs), "the days are spread"
    assert [event["categories"].cats for event in jobs] == [[job.class_title] for job in plan.jobs]
    assert review["dtstart"].dt == plan.review_on
    for event in (*jobs, review):
        (alarm,) = event.walk("VALARM")
        assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", timedelta(days=-7))
        assert alarm["description"] == event["summary"]
    assert len({event["uid"] for event in (*jobs, review)}) == len(plan.jobs) + 1
    assert {event["dtstamp"].dt.date() for event in (*jobs, review)} == {MADE_ON}
    assert "method" not in opened
    for job, event in zip(plan.jobs, jobs, strict=True):
        assert all(f"{action.rank}. {action.title} (" in event["description"] for action in job.actions)


def test_what_is_done_is_said_without_an_alarm_and_later_days_stand_beside_their_action() -> None:
    cafe = places()["cafe"]
    first = next(job for job in cafe.jobs if len(job.gaps) > 1)
    one, two, *rest = first.gaps
    done = replace(first, status="done", gaps=tuple(replace(each, status="done") for each in first.gaps), tests=())
    later = replace(two, due=date(2027, 5, 6), due_typed=True, owner="Sam", status="under-way")
    begun = replace(first, gaps=(one, later, *rest), tests=())
    for job, title in ((done, f"Done: {first.rank}. {first.title}"), (begun, f"{first.rank}. {first.title}")):
        (only,) = (each for each in cafe.classes if first in each.jobs)
        plan = replace(cafe, classes=(replace(only, jobs=(job,)),))
        event, _ = taken.calendar(render_calendar(plan)).walk("VEVENT")
        assert event["summary"] == title
        assert bool(event.walk("VALARM")) == (job is begun)
        own = f"{later.rank}. {later.title} (Put it in place; Under way; due 6 May 2027; Sam)"
        assert (own in event["description"]) == (job is begun)


def test_a_second_calendar_updates_the_first() -> None:
    first = report(CAFE, answers("0"))
    changed = replace(report(CAFE, answers("0012")), made_on=date(2027, 1, 3))
    elsewhere = report(CAFE, answers("0"), inputs=replace(INPUTS, reference="CYPS-OTHER"))
    before, after, other = (
        {
            str(event["summary"]).partition(". ")[2]: event
            for event in taken.calendar(render_calendar(each)).walk("VEVENT")
        }
        for each in (first, changed, elsewhere)
    )
    kept = before.keys() & after.keys()
    assert len(kept) > 10
    assert all(before[title]["uid"] == after[title]["uid"] for title in kept)
    assert all(before[title]["sequence"] < after[title]["sequence"] for title in kept)
    assert not {event["uid"] for event in before.values()} & {event["uid"] for event in other.values()}


@pytest.mark.parametrize("later", [timedelta(seconds=1), timedelta(hours=3), timedelta(days=400)])
def test_of_two_editions_the_later_wins(later: timedelta) -> None:
    made = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    first, second = (
        taken.calendar(render_calendar(replace(places()["cafe"], calendar=CalendarEdition("A", at)))).walk("VEVENT")
        for at in (made, made + later)
    )
    for old, new in zip(first, second, strict=True):
        assert old["uid"] == new["uid"]
        assert old["sequence"] < new["sequence"]
        assert [new[name].dt for name in ("dtstamp", "last-modified")] == [made + later] * 2


def test_no_print_depends_on_the_edition_of_a_calendar() -> None:
    plan = places()["cafe"]
    edition = CalendarEdition("A", datetime(2026, 11, 22, tzinfo=UTC))
    assert repr(replace(plan, calendar=edition)) == repr(replace(plan, calendar=None))


@pytest.mark.parametrize("ending", EXPORTS)
@pytest.mark.parametrize("name", ["cafe", "hostile"])
def test_the_same_report_gives_the_same_bytes(ending: str, name: str) -> None:
    plan, render = places()[name], EXPORTS[ending].render
    data = render(plan)
    assert data == render(plan)
    if ending in ("xlsx", "docx"):
        with ZipFile(BytesIO(data)) as packed:
            assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            days = re.findall(r"\d{4}-\d\d-\d\dT", packed.read("docProps/core.xml").decode())
        assert set(days) == {"2026-11-22T"}


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_plan_can_be_taken_away(name: str) -> None:
    plan = places()[name]
    book = taken.workbook(render_spreadsheet(plan))
    assert [cell.coordinate for cell in taken.cells(book) if cell.data_type == "f"] == []
    assert plan.business in taken.words_of_workbook(book)
    assert " ".join(plan.business.split()) in taken.words_of_document(taken.document(render_document(plan)))
    rows = taken.table(render_table(plan))
    assert [row["Action"] for row in rows] == [harmless(action.title) for action in plan.actions]
    assert len(taken.calendar(render_calendar(plan)).walk("VEVENT")) == len(plan.jobs) + 1


def test_rough_text_breaks_nothing() -> None:
    plan = rough(places()["cafe"])
    book = taken.workbook(render_spreadsheet(plan))
    assert [cell.coordinate for cell in taken.cells(book) if cell.data_type == "f"] == []
    assert "=1+1 _x0041_" in taken.words_of_workbook(book)
    words = taken.words_of_document(taken.document(render_document(plan)))
    assert "=1+1 _x0041_ \u202emark</w:t>]]>&amp;<b> BEGIN:VEVENT UID:x END:VEVENT" in words
    for row in taken.table(render_table(plan)):
        assert all(not cell.startswith(FORMULA_SIGNS) for cell in row.values())
        assert row["Business"].startswith("'=1+1")
    events = taken.calendar(render_calendar(plan)).walk("VEVENT")
    assert len(events) == len(plan.jobs) + 1
    assert "x" not in {event["uid"] for event in events}


@pytest.mark.parametrize("sign", [*FORMULA_SIGNS, "  =", " @"])
def test_a_text_like_a_formula_gets_a_quote(sign: str) -> None:
    assert harmless(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize("text", ["", "Plain", "1 + 1 = 2", "a=b", "'quoted'"])
def test_any_other_text_stays(text: str) -> None:
    assert harmless(text) == text


def test_a_name_of_a_file_is_only_a_name() -> None:
    odd = replace(places()["cafe"], reference='../x"\r\ny;é')
    assert file_name(odd, "csv") == "action-plan----x---y--.csv"
    assert file_name(places()["cafe"], "ics") == "action-plan-CYPS-7K4M-29QD.ics"

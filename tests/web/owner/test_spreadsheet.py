"""A plan's spreadsheet comes back: what it changes is shown before anything is saved, and nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reports.report.dates import long_date
from tests.person import Person
from tests.reading import words
from tests.reports import taken
from tests.reports.edited_sheet import Typed, cell_of, edited, saved
from tests.web.kept_forms import kept_form, kept_sheet
from tests.web.owner.sheets import brings, exported, names, progress, shown, told
from tests.web.owner.test_jobs import first, today
from usecases.read_forms import forget_old_forms
from usecases.services import Services


@pytest.fixture
def plan(person: Person) -> str:
    """The address of a finished assessment."""
    return person.finishes("2", "1", "0", "3", "dont-know")


def test_what_is_changed_is_shown_and_saved_all_at_once(person: Person, services: Services, plan: str) -> None:
    whole, gap = names(first(services, plan))
    cells: dict[tuple[str, str], Typed] = {
        (whole, "Owner"): "Maya",
        (whole, "Due"): date(2027, 2, 3),
        (whole, "Cost here"): 450,
        (gap, "Status"): "under way",
        (gap, "Note"): "Ask the council",
        (gap, "Proof"): "Photo",
    }
    brings(person, plan, edited(exported(person, plan), cells))
    assert "6 changes. Nothing is saved yet" in person.page.text
    due = first(services, plan).line.due
    assert f"DueNow: {long_date(due)}→ In your spreadsheet: 3 February 2027" in shown(person)
    assert "StatusNow: Not started→ In your spreadsheet: Under way" in shown(person)
    assert progress(services, plan).items == {}
    person.press(button="Save 6 changes")
    assert "Your spreadsheet is saved" in person.page.text
    job, action = progress(services, plan).item(whole), progress(services, plan).item(gap)
    assert (job.owner, job.due, job.cost, job.note) == ("Maya", date(2027, 2, 3), "450", "")
    assert (action.status, action.note, action.proof, action.owner) == ("under-way", "Ask the council", "Photo", "")
    brings(person, plan, exported(person, plan))
    assert "There is nothing to save" in person.page.text


def test_nothing_is_changed_by_a_file_that_changes_nothing(person: Person, services: Services, plan: str) -> None:
    whole, _ = names(first(services, plan))
    person.go(f"{plan}/jobs/{whole.partition('.')[2]}")
    typed = {"owner": "Maya", "due": "2027-02-03", "note": "One\ntwo", "status": "under-way"}
    person.press({f"{part}-{whole}": text for part, text in typed.items()}, button="Save")
    before = progress(services, plan)
    brings(person, plan, saved(taken.workbook(exported(person, plan))))
    assert "There is nothing to save" in person.page.text
    assert "more cell" not in person.page.text
    assert not told(person)
    assert progress(services, plan) == before


def test_done_moves_the_score_and_another_status_takes_it_back(person: Person, services: Services, plan: str) -> None:
    job = first(services, plan)
    whole, gap = names(job)
    before = today(services, plan).percent
    brings(person, plan, edited(exported(person, plan), {(gap, "Status"): "Done"}))
    assert "“Done” says that it is in place" in person.page.text
    person.press(button="Save 1 change")
    after = today(services, plan)
    assert before is not None
    assert after.percent is not None
    assert after.percent > before
    assert [update.question for update in after.progress.in_force] == [job.line.gaps[0].question_id]
    brings(person, plan, edited(exported(person, plan), {(gap, "Status"): "Not started"}))
    person.press(button="Save 1 change")
    assert today(services, plan).percent == before
    brings(person, plan, edited(exported(person, plan), {(whole, "Status"): "Done"}))
    person.press(button="Save 1 change")
    found = today(services, plan).job(job.line.id)
    assert found is not None
    assert found.line.status == "done"
    brings(person, plan, edited(exported(person, plan), {(whole, "Status"): "Under way"}))
    assert "Status: this follows from the actions of the job; change the status of those" in told(person)


def test_what_was_changed_here_too_is_a_choice(person: Person, services: Services, plan: str) -> None:
    whole, gap = names(first(services, plan))
    file = edited(
        exported(person, plan),
        {(whole, "Owner"): "Maya", (whole, "Note"): "From the file", (gap, "Owner"): "Ben", (gap, "Note"): "Same"},
    )
    person.go(f"{plan}/jobs/{whole.partition('.')[2]}")
    here = {f"owner-{whole}": "Sam", f"note-{whole}": "From here", f"note-{gap}": "Same", f"cost-{gap}": "£5"}
    person.press(here, button="Save")
    brings(person, plan, file)
    assert "3 changes. Nothing is saved yet" in person.page.text
    assert "1 more cell says what is saved here already" in person.page.text
    (clash,) = person.page.all("div", "clash")
    assert "Saved here: Sam In your spreadsheet: Maya" in words(clash)
    assert "Saved here: From here In your spreadsheet: From the file" in words(clash)
    # The action has its owner from the job: that has changed since, too.
    assert "Saved here: Sam In your spreadsheet: Ben" in words(clash)
    person.press({f"keep-note-{whole}": "mine", f"keep-owner-{gap}": "mine"}, button="Save")
    items = progress(services, plan).items
    assert (items[whole].owner, items[whole].note) == ("Sam", "From the file")
    assert (items[gap].owner, items[gap].note, items[gap].cost) == ("Ben", "Same", "£5")


def test_what_changes_between_the_page_and_save_is_shown_again(person: Person, services: Services, plan: str) -> None:
    whole, gap = names(first(services, plan))
    brings(person, plan, edited(exported(person, plan), {(whole, "Owner"): "Maya", (gap, "Note"): "Ask"}))
    seen, at = dict(person.page.form("Save 2 changes").values), person.at
    person.go(f"{plan}/jobs/{whole.partition('.')[2]}")
    person.press({f"owner-{whole}": "Sam"}, button="Save")
    person.go(at)
    person.send(at, seen, 409)
    assert "Everything else is saved. Someone has changed the plan" in person.page.text
    items = progress(services, plan).items
    assert (items[whole].owner, items[gap].note) == ("Sam", "Ask")
    assert "Saved here: Sam In your spreadsheet: Maya" in words(person.page.all("div", "clash")[0])
    person.press({f"keep-owner-{whole}": "mine"}, button="Save")
    assert progress(services, plan).items[whole].owner == "Maya"
    person.go(at, 404)


def test_what_is_not_understood_is_told_by_row_and_the_rest_can_be_saved(
    person: Person, services: Services, plan: str
) -> None:
    whole, gap = names(first(services, plan))
    wrong: dict[str, tuple[Typed, str]] = {
        "Status": ("nearly", "“nearly” is not a status; choose one of Not started, Under way, Done, Not doing"),
        "Due": ("soon", "“soon” is not a day; enter one such as 8/12/2026"),
        "Cost here": (-20, "“-20” is below zero; enter what it costs"),
        "Note": ("x" * 2001, "use 2,000 characters or fewer (now 2,001)"),
        "Proof": ("=1+1", "this is a formula; type what it should say instead"),
    }
    cells = {(whole, title): value for title, (value, _) in wrong.items()}
    book = taken.workbook(
        edited(exported(person, plan), {**cells, (whole, "Owner"): "Maya", (gap, "Status"): "Not doing"})
    )
    rows = [cell_of(book, name, "Owner").row for name in (whole, gap)]
    sheet = book["Plan"]
    strange = [cell.value for cell in sheet[rows[0]]]
    sheet.append([*strange[:-2], f"{str(strange[-2]).partition(' ')[0]} job.unknown", strange[-1]])
    brings(person, plan, saved(book))
    for title, (_, says) in wrong.items():
        assert f"Row {rows[0]}, {title}: {says}." in told(person)
    assert f"Row {rows[1]}, Why not: say in a few words why this is not being done." in told(person)
    assert f"Row {sheet.max_row}: this row is not one of this plan." in told(person)
    person.press(button="Save 1 change")
    items = progress(services, plan).items
    assert {name: item._asdict() for name, item in items.items()}.keys() == {whole}
    assert (items[whole].owner, items[whole].due, items[whole].note, items[whole].status) == (
        "Maya",
        None,
        "",
        "not-started",
    )


def test_days_and_owners_that_follow_are_not_written_down(person: Person, services: Services, plan: str) -> None:
    """The day of an action is its job's: a job's new day moves it, whatever the file says of the action."""
    job = first(services, plan)
    whole, gap = names(job)
    assert job.line.gaps[0].kind != "test"
    brings(person, plan, edited(exported(person, plan), {(whole, "Due"): "3 Feb 2027", (whole, "Owner"): "Maya"}))
    person.press(button="Save 2 changes")
    assert gap not in progress(services, plan).items
    (line, *_) = first(services, plan).line.gaps
    assert (line.owner, line.due) == ("Maya", date(2027, 2, 3))
    brings(person, plan, edited(exported(person, plan), {(whole, "Due"): None, (gap, "Owner"): None}))
    assert "The suggested day" in shown(person)[0]
    person.press(button="Save 1 change")
    assert progress(services, plan).items[whole].due is None


def test_not_doing_needs_its_reason(person: Person, services: Services, plan: str) -> None:
    whole, gap = names(first(services, plan))
    brings(person, plan, edited(exported(person, plan), {(gap, "Status"): "Not doing", (gap, "Why not"): "Listed"}))
    person.press(button="Save 2 changes")
    item = progress(services, plan).items[gap]
    assert (item.status, item.reason) == ("not-doing", "Listed")
    brings(person, plan, edited(exported(person, plan), {(gap, "Why not"): None}))
    assert "Why not: say in a few words why" in told(person)
    assert whole not in progress(services, plan).items


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "not a spreadsheet of a plan"), (b"PK\x03\x04", "broken"), (b"PK" + bytes(3_000_000), "larger than 3 MB")],
    ids=["nothing", "broken", "large"],
)
def test_a_file_that_is_none_is_refused_with_what_to_do(person: Person, plan: str, data: bytes, says: str) -> None:
    brings(person, plan, data, 400)
    assert says in person.page.text
    assert person.page.errors


def test_no_file_and_a_file_beyond_all_bounds(person: Person, plan: str) -> None:
    person.go(f"{plan}/spreadsheet")
    person.press(status=400)
    assert "Choose the spreadsheet that you changed" in person.page.text
    brings(person, plan, b"PK" + bytes(4_000_000), 413)


def test_the_spreadsheet_of_another_plan_is_refused(person: Person, another: Person, plan: str) -> None:
    theirs = exported(another, another.finishes("0"))
    brings(person, plan, theirs, 400)
    assert "This spreadsheet is of the plan" in person.page.text
    assert "Open that plan" in person.page.text


def test_it_waits_for_save_and_survives_the_session(person: Person, services: Services) -> None:
    code = person.begins()
    person.fills_profile()
    person.press()
    person.press({"kind": "quick"})
    plan = person.at
    person.follow("Start with")
    person.answers("0")
    person.press(button="Finish")
    whole, _ = names(first(services, plan))
    brings(person, plan, edited(exported(person, plan), {(whole, "Owner"): "Maya"}))
    at, seen = person.at, dict(person.page.form("Save 1 change").values)
    person.client.delete_cookie("check")
    person.send(at, seen, 403)
    assert "Your session is over" in person.page.text
    person.press({"code": code}, status=200)
    assert progress(services, plan).items[whole].owner == "Maya"


def test_a_day_later_it_is_forgotten(
    person: Person, services: Services, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _ = names(first(services, plan))
    brings(person, plan, edited(exported(person, plan), {(whole, "Owner"): "Maya"}))
    later = services.now() + timedelta(days=2)
    monkeypatch.setattr(Services, "now", lambda _: later)
    assert forget_old_forms(services) >= 1
    person.press(button="Save 1 change", status=403)


def test_what_was_saved_is_forgotten_and_says_so(person: Person, services: Services, plan: str) -> None:
    whole, _ = names(first(services, plan))
    brings(person, plan, edited(exported(person, plan), {(whole, "Owner"): "Maya"}))
    at, seen = person.at, dict(person.page.form("Save 1 change").values)
    person.press(button="Save 1 change")
    person.send(at, seen)
    assert "This spreadsheet is saved already" in person.page.text


def test_a_form_is_no_spreadsheet_and_a_spreadsheet_no_form(person: Person, services: Services, plan: str) -> None:
    form = kept_form(services, plan.split("/")[2])
    person.go(f"{plan}/spreadsheet/{form}", 404)
    person.go(f"{plan}/spreadsheet/unknown", 404)
    sheet = kept_sheet(services, plan.split("/")[2])
    person.go(f"{plan}/spreadsheet/{sheet}")
    person.go(f"{plan}/upload/{sheet}", 404)


def test_an_unfinished_plan_has_none(person: Person, services: Services) -> None:
    address = person.answers_all("0")
    sheet = kept_sheet(services, address.split("/")[2])
    for page in ("spreadsheet", f"spreadsheet/{sheet}"):
        person.go(f"{address}/{page}")
        assert "Finish the assessment first" in person.page.text

"""What was typed for a job or an action is deleted for good, after a page that lists it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from assessment.progress import PlanItem
from tests.person import Person
from tests.reading import words
from tests.web.owner.sheets import names, progress
from tests.web.owner.test_jobs import first, today
from usecases.services import Services

TYPED = {"owner": "Maya", "due": "2027-02-03", "cost": "£450", "note": "Ask Zebra Ltd", "proof": "Photo"}


@pytest.fixture
def plan(person: Person, services: Services) -> str:
    """The address of a finished assessment in which something is typed for a job and for its first action."""
    address = person.finishes("2", "1", "0", "3", "dont-know")
    whole, gap = names(first(services, address))
    person.go(at(address, whole))
    said = {f"{part}-{name}": text for name in (whole, gap) for part, text in TYPED.items()}
    person.press({**said, f"status-{gap}": "in-place", "by": "Sam"}, button="Save")
    return address


def at(plan: str, whole: str) -> str:
    """The address of a job."""
    return f"{plan}/jobs/{whole.removeprefix('job.')}"


def test_what_goes_is_listed_and_gone_after_the_press(person: Person, services: Services, plan: str) -> None:
    whole, gap = names(first(services, plan))
    before, action = today(services, plan).percent, first(services, plan).line.gaps[0]
    person.go(at(plan, whole))
    person.follow(action.title)
    (listed,) = person.page.all("dl", "plan__words")
    assert [words(each) for each in listed.iter("dd")] == [
        "Maya",
        "3 February 2027",
        "£450",
        "Ask Zebra Ltd",
        "Photo",
        "Sam",
    ]
    assert progress(services, plan).item(gap).note == "Ask Zebra Ltd", "nothing goes before the press"
    person.press(button="Delete all of this")
    assert "Deleted. Nobody can bring it back" in person.page.text
    after = progress(services, plan)
    assert after.item(gap) == PlanItem()
    assert {update.by for update in after.updates} == {""}
    assert after.item(whole).note == "Ask Zebra Ltd", "the job keeps its own"
    assert today(services, plan).percent == before, "that it is done stays"
    assert action.title not in [link for link, _ in person.page.links]
    person.follow("The whole job")
    person.press(button="Delete all of this")
    assert progress(services, plan).item(whole) == PlanItem()
    assert "Delete what was typed" not in person.page.text
    for ending in ("csv", "xlsx", "ics", "md"):
        assert b"Zebra" not in person.client.get(f"{plan}/plan.{ending}").data


def test_a_calendar_learns_of_it(
    person: Person, services: Services, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _ = names(first(services, plan))
    before = progress(services, plan).changed
    later = services.now() + timedelta(seconds=5)
    monkeypatch.setattr(Services, "now", lambda _: later)
    person.go(f"{at(plan, whole)}/typed/{whole}")
    person.press(button="Delete all of this")
    after = progress(services, plan).changed
    assert before is not None
    assert after is not None
    assert after > before


def test_what_somebody_types_meanwhile_is_not_deleted_unseen(person: Person, services: Services, plan: str) -> None:
    whole, _ = names(first(services, plan))
    seen = dict(person.go(f"{at(plan, whole)}/typed/{whole}").form("Delete all").values)
    person.go(at(plan, whole))
    person.press({f"note-{whole}": "Something new"}, button="Save")
    person.go(f"{at(plan, whole)}/typed/{whole}")
    person.send(person.at, seen, 409)
    assert "Nothing is deleted yet" in person.page.text
    assert "Something new" in person.page.text
    assert progress(services, plan).item(whole).note == "Something new"
    person.press(button="Delete all of this")
    assert progress(services, plan).item(whole) == PlanItem()


def test_where_nothing_is_typed_there_is_nothing_to_delete(person: Person, services: Services, plan: str) -> None:
    job = first(services, plan)
    other = next(each for each in today(services, plan).jobs if each.line.id != job.line.id)
    for name in (f"job.{other.line.id}", "job.unknown", f"action.{job.line.gaps[0].question_id}"):
        person.go(f"{plan}/jobs/{other.line.id}/typed/{name}")
        assert person.at == f"{plan}/jobs/{other.line.id}"
    person.go(f"{plan}/jobs/unknown/typed/job.unknown", 404)


def test_a_spreadsheet_that_waits_goes_too(site: Flask, person: Person, services: Services, plan: str) -> None:
    whole, _ = names(first(services, plan))
    found = services.store.find_assessment(plan.split("/")[2])
    assert found is not None
    sheet = services.store.keep_form(found.workspace_id, found.id, "{}", services.now(), kind="sheet")
    person.go(f"{at(plan, whole)}/typed/{whole}")
    person.press(button="Delete all of this")
    assert services.store.read_form(found.id, sheet, kind="sheet") is None


def test_a_later_assessment_has_a_copy_and_the_page_says_so(person: Person, services: Services, plan: str) -> None:
    whole, _ = names(first(services, plan))
    assert "took a copy along" not in person.go(f"{at(plan, whole)}/typed/{whole}").text
    found = services.store.find_assessment(plan.split("/")[2])
    assert found is not None
    services.store.open_again(found.workspace_id, found.id, services.now())
    assert "took a copy along" in person.go(f"{at(plan, whole)}/typed/{whole}").text

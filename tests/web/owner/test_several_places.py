"""Several places in one workspace: added, side by side, printed and exported together, deleted one by one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from assessment.visit_overrides import Remark
from reports.places.places_pdf import places_html
from reports.report.dates import short_date
from storage.visits import SignOff
from tests.person import Person
from tests.reading import words
from tests.storage.place import adviser
from tests.web.advisers.sharer import share_at
from usecases.places import places_report
from usecases.services import Services


def workspace_of(services: Services, assessment: str) -> str:
    """The id of the workspace of an assessment's page."""
    found = services.store.find_assessment(assessment.split("/")[2])
    assert found is not None
    return found.workspace_id


def adds(person: Person, name: str = "High Street", *, last_time: bool = False) -> str:
    """Add a place like the newest one; gives the address of its page."""
    person.go("/workspace")
    person.follow("Add another place")
    person.press({"name": name, **({"last_time": "y"} if last_time else {})})
    return "/".join(person.at.split("/")[:3])


def assesses(person: Person, *choices: str, kind: str = "quick") -> str:
    """From the first page of a copied profile to the result; gives the address of the assessment."""
    person.fills_profile()
    person.press()
    person.press({"kind": kind})
    address = person.at
    person.follow("Start with")
    person.answers(*choices)
    person.press(button="Finish")
    return address


def two_places(person: Person) -> tuple[str, str]:
    """The addresses of the finished assessments of two places, of which the second lacks everything."""
    first = person.finishes("0", "2")
    adds(person)
    return first, assesses(person, "0")


def table(person: Person) -> list[str]:
    """The lines of the table of places, in words."""
    (found,) = person.page.all("table", "places")
    return [words(row) for row in found.iter("tr")][1:]


def test_a_place_is_added_with_the_profile_of_another_but_not_its_address(person: Person, services: Services) -> None:
    first = person.finishes("1")
    place = adds(person)
    assert person.at == f"{place}/profile/place"
    values = person.page.form().values
    assert values["business_name"] == ["The Copper Kettle"]
    assert values["postcode"] == [""]
    second = services.store.premises_of(workspace_of(services, first))[1]
    assert second.profile["premises_name"] == "High Street"
    assert second.profile["people"] == 60
    assert second.force_id is None
    assert second.answers_from is None


def test_a_place_can_start_from_nothing(person: Person, services: Services) -> None:
    first = person.finishes("1")
    person.go("/workspace/places/new")
    person.press({"name": "The annexe", "like": "none"})
    second = services.store.premises_of(workspace_of(services, first))[1]
    assert second.profile == {"premises_name": "The annexe"}


def test_the_answers_of_another_place_are_wanted_only_where_there_are_some(person: Person, services: Services) -> None:
    person.starts()
    person.go("/workspace/places/new")
    page = person.press({"name": "High Street", "last_time": "y"}, status=400)
    assert "That place has no finished assessment yet" in page.text
    assert page.form().values["name"] == ["High Street"]
    page = person.press({"like": "none"}, status=400)
    assert "Select the place whose answers you want to see" in page.text
    page = person.send("/workspace/places/new", {"name": ["High Street"], "like": ["elsewhere"]}, 400)
    assert "Select the place to copy" in page.text
    page = person.send("/workspace/places/new", {"name": [" "], "like": ["none"]}, 400)
    assert "Enter what you call the place" in page.text


def test_last_time_comes_from_the_assessment_of_the_other_place(person: Person, services: Services) -> None:
    first = person.finishes("1")
    adds(person, last_time=True)
    second = services.store.premises_of(workspace_of(services, first))[1]
    assert second.answers_from == first.split("/")[2]


def test_one_place_is_shown_as_before_and_several_as_a_table(person: Person) -> None:
    start = person.finishes("0", "2")
    person.go("/workspace")
    assert not person.page.all("table", "places")
    assert words(person.page.all("h2")[0]) == "The Copper Kettle"
    assert f"{start}/result" in [address for _, address in person.page.links]
    adds(person)
    person.go("/workspace")
    first, second = table(person)
    assert "essential arrangements are in place" in first
    assert "No finished assessment yet" in second
    person.follow("High Street")
    assert person.page.heading == "High Street"
    person.follow("Continue")


def test_the_table_says_jobs_and_the_next_day_and_what_is_overdue(
    person: Person, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two_places(person)
    report = places_report(services, workspace_of(services, first))
    lines = {line.assessment_id: line for line in report.lines}
    ours, theirs = lines[first.split("/")[2]], lines[second.split("/")[2]]
    assert ours.jobs is not None
    assert theirs.jobs is not None
    assert 0 < ours.jobs <= theirs.jobs
    assert ours.next_due is not None
    assert ours.next_due > services.today()
    assert not ours.overdue
    person.go("/workspace")
    assert f"{short_date(services.today())} {ours.jobs} {short_date(ours.next_due)}" in table(person)[0]
    assert "overdue" not in person.page.text
    later = ours.next_due + timedelta(days=1)
    monkeypatch.setattr(services, "today", lambda: later)
    person.go("/workspace")
    assert re.search(rf"{short_date(ours.next_due)} \d+ overdue", table(person)[0])


def test_the_table_follows_the_work_on_the_plans(person: Person, services: Services) -> None:
    first, second = two_places(person)
    ours = workspace_of(services, first)
    before = {line.assessment_id: line for line in places_report(services, ours).lines}[second.split("/")[2]]
    assert before.jobs is not None
    assert before.next_due is not None
    person.go(f"{second}/jobs")
    jobs = [address for text, address in person.page.links if text.startswith("Who, when and notes")]
    past = services.today() - timedelta(days=1)
    person.go(jobs[1])
    person.press({next(name for name in person.page.form("Save").values if name.startswith("due-job.")): str(past)})
    person.go(jobs[0])
    status = next(name for name in person.page.form("Save").values if name.startswith("status-job."))
    person.press({status: "done"})
    after = {line.assessment_id: line for line in places_report(services, ours).lines}[second.split("/")[2]]
    assert after.jobs == before.jobs - 1
    assert (after.next_due, after.overdue) == (past, 1)
    assert (after.percent or 0) > (before.percent or 0)
    person.go("/workspace")
    assert f"{after.percent}%" in table(person)[1]
    assert f"{short_date(past)} 1 overdue" in table(person)[1]
    assert after.verdict in places_html(places_report(services, ours))


def test_areas_and_shared_gaps_stand_side_by_side_with_links(person: Person, services: Services) -> None:
    first, second = two_places(person)
    person.go("/workspace")
    person.follow("See all places side by side")
    report = places_report(services, workspace_of(services, first))
    assert report.gaps
    assert all(len(gap.places) == 2 for gap in report.gaps), "of two places, more than half are both"
    assert report.gaps[0].essential
    links = [address for _, address in person.page.links]
    for address in (first, second):
        assert f"{address}/questions/{report.gaps[0].question}" in links
    (side,) = person.page.all("table", "side-by-side__table")
    rows = [words(row) for row in side.iter("tr")]
    assert rows[0].startswith("AreaAllThe Copper KettleHigh Street")
    assert len(rows) == len(report.areas) + 1
    assert rows[1].endswith("0%"), "the second place has nothing"


def test_all_places_are_printed_and_exported_together(
    person: Person, services: Services, prints_all: Callable[[], None]
) -> None:
    first, _ = two_places(person)
    report = places_report(services, workspace_of(services, first))
    html = places_html(report)
    for text in ("The Copper Kettle", "High Street", report.gaps[0].name, report.areas[0].title):
        assert text in html
    person.go("/workspace/places")
    person.follow("Report of all places (PDF)")
    prints_all()
    answer = person.client.get(person.at, follow_redirects=True)
    assert answer.data.startswith(b"%PDF")
    answer = person.client.get("/workspace/places.xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="all-places.xlsx"'
    book = load_workbook(BytesIO(answer.data))
    assert book.sheetnames == ["Places", "Areas", "Shared gaps"]
    assert [row[0].value for row in book["Places"].iter_rows(min_row=7)] == ["The Copper Kettle", "High Street"]
    assert book["Shared gaps"]["A2"].value == report.gaps[0].name
    assert person.client.get("/workspace/places.doc").status_code == 404


def test_deleting_one_place_asks_and_takes_its_own_only(person: Person, services: Services) -> None:
    first, second = two_places(person)
    person.go("/workspace/places/print")
    order = person.at
    person.go("/workspace")
    person.follow("High Street")
    person.follow("Delete this place")
    assert person.page.heading == "Delete High Street?"
    person.press(button="Delete this place")
    assert "High Street has been deleted" in person.page.text
    person.go(f"{second}/result", 404)
    person.go(order, 404)
    person.go(f"{first}/result")
    (only,) = services.store.premises_of(workspace_of(services, first))
    person.go(f"/premises/{only.id}/delete")
    assert person.at == "/workspace/delete", "the only place goes with the workspace"
    person.send(f"/premises/{only.id}/delete", {})
    assert len(services.store.premises_of(only.workspace_id)) == 1


def test_what_is_finished_is_evaluated_once_and_again_after_a_signed_visit(person: Person, services: Services) -> None:
    first = person.finishes("0", "2")
    ours, share = workspace_of(services, first), share_at(person, first)
    before = places_report(services, ours)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("usecases.plans.result_of", lambda *_: pytest.fail("evaluated again"))
        assert places_report(services, ours) == before
    account, now = adviser(services.store), services.now()
    visit = services.store.begin_visit("derbyshire", share, account, now)
    services.store.save_remarks("derbyshire", visit.id, {"security-lead": Remark("3", "0")}, now)
    services.store.sign_off("derbyshire", visit.id, SignOff(account, "Maya", date(2027, 12, 4)), now)
    (after,) = places_report(services, ours).lines
    assert after.percent is not None
    assert before.lines[0].percent is not None
    assert after.percent > before.lines[0].percent

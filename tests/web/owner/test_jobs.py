"""A finished plan is worked through: jobs, owners and days, what is done and what it does to the score."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from assessment.progress import PlanItem
from tests.person import Person
from tests.reading import Page, words
from usecases.plan_progress import PlanJob, PlanToday, plan_today
from usecases.services import Services


@pytest.fixture
def plan(person: Person) -> str:
    """The address of a finished assessment, with the plan open."""
    address = person.finishes("2", "1", "0", "3", "dont-know")
    person.go(f"{address}/jobs")
    return address


def today(services: Services, address: str) -> PlanToday:
    found = services.store.find_assessment(address.split("/")[2])
    assert found is not None
    return plan_today(services, found)


def first(services: Services, address: str) -> PlanJob:
    """The first job with more than one thing missing."""
    return next(job for job in today(services, address).jobs if len(job.line.gaps) > 1)


def titles(page: Page) -> list[str]:
    """The titles of the jobs that are shown."""
    return [words(each).partition(": ")[2] for each in page.all("h2", "plan__title")]


def folded(calendar: str) -> str:
    """A calendar without its line ends and escapes (RFC 5545, 3.1 and 3.3.11)."""
    return re.sub(r"\\(.)", r"\1", calendar.replace("\r\n ", ""))


@pytest.mark.parametrize("at_once", [True, False], ids=["all-opened", "one-by-one"])
def test_every_job_and_action_has_its_words(person: Person, services: Services, plan: str, at_once: bool) -> None:
    jobs = today(services, plan).jobs
    assert titles(person.page) == [job.line.title for job in jobs]
    if at_once:
        person.follow("Open every job")
    for job in jobs:
        if not at_once:
            person.go(f"{plan}/jobs?open={job.line.id}")
        part = words(person.page.by_id(f"job-{job.line.id}"))
        assert job.line.first_step in part
        assert "no owner yet" in part
        for action in job.actions:
            line = action.line
            assert all(each in part for each in (line.title, line.why, line.do, line.done_when, line.who_helps))
            assert f"you answered “{line.answer}”" in part
            assert (line.ask, f"{plan}/questions/{line.question_id}") in person.page.links


def test_the_first_jobs_of_the_result_lead_to_their_place(person: Person, services: Services, plan: str) -> None:
    job = today(services, plan).jobs[1]
    person.go(f"{plan}/result")
    assert words(person.page.all("a", "govuk-button")[0]) == "Work through your plan"
    address = next(address for text, address in person.page.links if text == job.line.title)
    assert address.endswith(f"#job-{job.line.id}")
    person.follow(job.line.title)
    unfolded = [each for each in person.page.by_id(f"job-{job.line.id}") if each.tag == "details"]
    assert unfolded[0].get("open") is not None


def test_owner_day_and_notes_are_kept_and_hold_for_the_actions(person: Person, services: Services, plan: str) -> None:
    job = first(services, plan)
    address, name = f"{plan}/jobs/{job.line.id}", f"job.{job.line.id}"
    person.go(address)
    assert person.page.form("Save").values[f"due-{name}"] == [""], "the suggested day is no value of the user's"
    typed = {
        "owner": "Maya",
        "due": "8/12/2026",
        "status": "under-way",
        "cost": "£40",
        "note": "Ask\nSam",
        "proof": "A",
    }
    person.press({f"{part}-{name}": value for part, value in typed.items()}, button="Save")
    assert person.at.startswith(f"{plan}/jobs?show=all")
    item = today(services, plan).progress.item(name)
    assert (item.owner, item.due and item.due.isoformat(), item.status) == ("Maya", "2026-12-08", "under-way")
    assert (item.cost, item.note, item.proof) == ("£40", "Ask\nSam", "A")
    kept = first(services, plan)
    assert {action.line.owner for action in kept.actions} == {"Maya"}
    assert {action.line.due.isoformat() for action in kept.actions if action.line.kind != "test"} >= {"2026-12-08"}
    part = words(person.page.by_id(f"job-{job.line.id}"))
    assert "Maya" in part
    assert "due 8 Dec 2026" in part
    assert "Ask Sam" in part


def test_nothing_is_written_by_saving_what_was_not_touched(person: Person, services: Services, plan: str) -> None:
    person.go(f"{plan}/jobs/{first(services, plan).line.id}")
    person.press(button="Save")
    assert today(services, plan).progress.items == {}
    assert today(services, plan).progress.updates == ()


def test_bad_input_gets_a_sentence_and_loses_nothing(person: Person, services: Services, plan: str) -> None:
    job = first(services, plan)
    name = f"job.{job.line.id}"
    person.go(f"{plan}/jobs/{job.line.id}")
    typed = {"owner": "M" * 61, "due": "soon", "status": "not-doing", "note": "Kept"}
    person.press({f"{part}-{name}": value for part, value in typed.items()}, button="Save", status=400)
    said = [text for _, text in person.page.errors]
    assert "The whole job: Use 60 characters or fewer (now 61)" in said
    assert "The whole job: Enter a day, such as 8/12/2026" in said
    assert "The whole job: Say in a few words why this is not being done" in said
    values = person.page.form("Save").values
    assert {part: values[f"{part}-{name}"][0].strip() for part in typed} == typed
    assert today(services, plan).progress.items == {}


def test_two_people_on_one_job_lose_nothing(site: Flask, services: Services) -> None:
    one, other = Person(site), Person(site)
    code = one.begins()
    one.fills_profile()
    one.press()
    one.press({"kind": "quick"})
    plan = one.at
    one.follow("Start with")
    one.answers("0", "1")
    one.press(button="Finish")
    other.returns(code)
    job = first(services, plan)
    address, name = f"{plan}/jobs/{job.line.id}", f"job.{job.line.id}"
    one.go(address)
    other.go(address)
    one.press({f"owner-{name}": "Maya"}, button="Save")
    other.press({f"owner-{name}": "Sam", f"note-{name}": "Mine"}, button="Save", status=409)
    assert "What you entered: Sam" in other.page.text
    assert "What they saved: Maya" in other.page.text
    item = today(services, plan).progress.item(name)
    assert (item.owner, item.note) == ("Maya", "Mine")
    other.press(button="Save")
    assert today(services, plan).progress.item(name).owner == "Sam"


def test_done_moves_the_score_at_once_and_can_be_taken_back(person: Person, services: Services, plan: str) -> None:
    before = today(services, plan)
    line = before.jobs[0].line.gaps[0]
    kept = services.store.answers(plan.split("/")[2])
    form = next(form for form in person.page.forms if form.values.get("question") == [line.question_id])
    assert form.buttons == [f"In place: {line.name}", f"In place and tested: {line.name}"]
    values = {**form.values, "level": ["3"], "by": ["Maya"]}
    person.send(form.action or "", values)
    after = today(services, plan)
    assert after.today.score.points == before.result.score.points + line.gain
    assert after.percent == line.percent_after
    assert f"{after.percent}% today, {before.percent}% when you finished on" in person.page.text
    assert re.search(r"tested since \d+ \w+ 20\d\d, Maya", person.page.text)
    assert after.result == before.result
    assert services.store.answers(plan.split("/")[2]) == kept, "a finished assessment never changes"
    person.send(form.action or "", values)
    assert len(today(services, plan).progress.updates) == 1, "pressed twice is once"
    person.press(button="Undo")
    assert today(services, plan).percent == before.percent
    assert "Taken back on" in person.page.text


def test_a_job_of_which_something_is_done_is_under_way_though_nobody_typed_it(
    person: Person, services: Services, plan: str
) -> None:
    job = first(services, plan)
    name, question = f"job.{job.line.id}", job.actions[0].line.question_id
    person.send(f"{plan}/jobs/{job.line.id}/done", {"question": [question], "level": ["2"]})
    person.go(f"{plan}/jobs/{job.line.id}")
    assert person.page.form("Save").values[f"status-{name}"] == ["under-way"]
    person.press({f"owner-{name}": "Maya"}, button="Save")
    progress = today(services, plan).progress
    assert progress.item(name) == PlanItem("Maya"), "no status is kept that nobody chose"
    (update,) = progress.in_force
    person.send(f"{plan}/updates/{update.id}/undo", {})
    person.go(f"{plan}/jobs/{job.line.id}")
    assert person.page.form("Save").values[f"status-{name}"] == ["not-started"]


def test_in_place_first_and_tested_later(person: Person, services: Services, plan: str) -> None:
    line = today(services, plan).jobs[0].line.gaps[0]
    for level, button in (("2", "In place"), ("3", "Tested too")):
        form = next(form for form in person.page.forms if form.values.get("question") == [line.question_id])
        assert form.buttons[0].startswith(button)
        person.send(form.action or "", {**form.values, "level": [level]})
    moved = today(services, plan)
    assert [update.after for update in moved.progress.updates] == ["2", "3"]
    assert moved.today.answers[line.question_id].choice == "3"
    assert moved.moves[0].percent == moved.percent


def test_a_whole_job_is_done_by_its_status_and_comes_back_by_it(person: Person, services: Services, plan: str) -> None:
    job = first(services, plan)
    person.go(f"{plan}/jobs/{job.line.id}")
    person.press({f"status-job.{job.line.id}": "done"}, button="Save")
    done = today(services, plan).job(job.line.id)
    assert done is not None
    assert done.line.status == "done"
    assert done.done == len(done.actions)
    gap = job.line.gaps[0].question_id
    assert today(services, plan).today.answers[gap].choice == "2"
    person.go(f"{plan}/jobs/{job.line.id}")
    person.press({f"status-action.{gap}": "under-way"}, button="Save")
    back = today(services, plan)
    assert back.today.answers[gap] == back.result.answers[gap]
    assert back.progress.item(f"action.{gap}").status == "under-way"


def test_filters_and_order(person: Person, services: Services, plan: str) -> None:
    jobs = today(services, plan).jobs
    mine, late = jobs[1].line, jobs[2].line
    soon, past = services.today() + timedelta(days=400), services.today() - timedelta(days=3)
    for line, typed in ((mine, {"owner": "Maya", "due": soon.isoformat()}), (late, {"due": past.isoformat()})):
        person.go(f"{plan}/jobs/{line.id}")
        person.press({f"{part}-job.{line.id}": value for part, value in typed.items()}, button="Save")
    assert titles(person.go(f"{plan}/jobs?owner=Maya")) == [mine.title]
    assert titles(person.go(f"{plan}/jobs?show=overdue")) == [late.title]
    assert "Overdue by 3 days" in person.page.text
    in_order = titles(person.go(f"{plan}/jobs?sort=due"))
    assert in_order[0] == late.title
    assert in_order[-1] == mine.title
    area = jobs[0].areas[0]
    assert titles(person.go(f"{plan}/jobs?area={area}")) == [job.line.title for job in jobs if area in job.areas]
    person.go(f"{plan}/result")
    for threat in dict.fromkeys(each for job in jobs for each in job.threats):
        address = next(address for text, address in person.page.links if text == threat)
        assert titles(person.go(address)) == [job.line.title for job in jobs if threat in job.threats]
        assert f"help against “{threat}”" in person.page.text
        person.go(f"{plan}/result")
    assert mine.title not in titles(person.go(f"{plan}/jobs?owner="))
    assert titles(person.go(f"{plan}/jobs?show=done")) == []
    assert titles(person.go(f"{plan}/jobs?show=nonsense&sort=x")) == [job.line.title for job in jobs]
    assert titles(person.go(f"{plan}/jobs?owner=Nobody+known")) == []
    board = person.go(f"{plan}/board").text
    assert f"{mine.rank}. {mine.title} Maya" in board


def test_a_plan_is_worked_through_once_it_is_finished(person: Person) -> None:
    plan = person.answers_all("0")
    for address in ("jobs", "board", "jobs/any"):
        person.go(f"{plan}/{address}")
        assert person.at == f"{plan}/result"
        assert "Finish the assessment first" in person.page.text


def test_exports_and_workspace_show_what_was_typed(person: Person, services: Services, plan: str) -> None:
    job = first(services, plan)
    gap = job.line.gaps[0]
    person.go(f"{plan}/jobs/{job.line.id}")
    typed = {f"owner-job.{job.line.id}": "Maya", f"due-job.{job.line.id}": "2027-02-03"}
    person.press({**typed, f"status-action.{gap.question_id}": "in-place"}, button="Save")
    table = person.client.get(f"{plan}/plan.csv").get_data(as_text=True)
    row = next(line for line in table.splitlines() if f'"{gap.title}"' in line)
    assert '"2027-02-03","Done","Maya"' in row
    calendar = person.client.get(f"{plan}/plan.ics").get_data(as_text=True)
    assert "DTSTART;VALUE=DATE:20270203" in calendar
    assert re.search(rf"{gap.rank}\. {re.escape(gap.title)} \([^)]*; Done\)", folded(calendar))
    person.go("/workspace")
    after = today(services, plan)
    assert after.next_job is not None
    assert f"{after.percent}% today" in person.page.text
    assert f"Next: {after.next_job.line.title}" in person.page.text
    data = person.client.get("/workspace/data.json").get_json()["premises"][0]["assessments"][0]
    assert data["plan"][f"job.{job.line.id}"]["owner"] == "Maya"
    assert data["updates"][0]["question"] == gap.question_id


def test_what_was_typed_for_a_job_survives_the_end_of_the_session(site: Flask, services: Services) -> None:
    person = Person(site)
    code = person.begins()
    person.fills_profile()
    person.press()
    person.press({"kind": "quick"})
    plan = person.at
    person.follow("Start with")
    person.answers("0")
    person.press(button="Finish")
    name = f"job.{first(services, plan).line.id}"
    person.go(f"{plan}/jobs/{first(services, plan).line.id}")
    values = {**person.page.form("Save").values, f"note-{name}": ["Ask Sam first"]}
    person.client.delete_cookie("check")
    person._see(person.client.post(person.at, data=values), 403)
    (kept,) = person.page.all("p", "kept-text")
    assert words(kept) == "Ask Sam first"
    person.press({"code": code})
    assert today(services, plan).progress.item(name).note == "Ask Sam first"

"""The days of a plan at a secret address: made, read by a calendar, withdrawn; what it says, and what it never says."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assessment.due import months_after
from reports.exports.calendar_events import event_id
from reports.report.dates import long_date
from storage.plans import PlanChange
from tests.person import Person
from tests.reading import words
from tests.reports import taken
from tests.web.owner.test_jobs import first, today
from usecases.limits import Limit
from usecases.retention import kept_until
from usecases.services import Services

NOTE = "Zebra note"


@pytest.fixture
def plan(person: Person) -> str:
    """The address of a finished assessment."""
    return person.finishes("2", "1", "0", "3", "dont-know")


def make(person: Person, plan: str, name: str = "Maya’s phone", titles: str = "plain") -> str:
    """Make an address on the page; gives its path."""
    person.go(f"{plan}/dates")
    person.press({"name": name, "titles": titles}, button="Make the address")
    address = words(person.page.all("p", "secret-address")[0])
    assert address.startswith("http://localhost/calendar/")
    return address.removeprefix("http://localhost")


def events(site: Flask, address: str) -> list[Any]:
    """The jobs that a calendar reads at an address, without any cookie; the last event warns of the deletion."""
    *jobs, warning = all_events(site, address)
    assert "deleted" in warning["summary"]
    return jobs


def all_events(site: Flask, address: str) -> list[Any]:
    """Every event that a calendar reads at an address."""
    answer = site.test_client().get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    found: list[Any] = taken.calendar(answer.data).walk("VEVENT")
    return found


def types(person: Person, services: Services, plan: str) -> None:
    """Type something into every field of a job and of its first action."""
    job = first(services, plan).line
    names = (f"job.{job.id}", f"action.{job.gaps[0].question_id}")
    person.go(f"{plan}/jobs/{job.id}")
    parts = {"owner": "Zebra Maya", "cost": "Zebra £5", "note": NOTE, "proof": "Zebra proof", "reason": "Zebra reason"}
    person.press({f"{part}-{name}": text for name in names for part, text in parts.items()}, button="Save")


def test_each_open_job_is_one_entry_on_its_day(site: Flask, person: Person, services: Services, plan: str) -> None:
    address = make(person, plan)
    jobs = today(services, plan).jobs
    found = events(site, address)
    assert len(jobs) > 5
    assert [(event["dtstart"].dt, str(event["summary"])) for event in found] == [
        (job.due, f"Security plan: job {job.line.rank} of {len(jobs)} is due") for job in jobs
    ]
    for event in found:
        (alarm,) = event.walk("VALARM")
        assert alarm["trigger"].dt == timedelta(days=-7)
    assert len({event["uid"] for event in found}) == len(jobs)


def test_it_warns_a_month_before_the_plan_is_deleted_and_reading_it_is_no_use_of_it(
    site: Flask, person: Person, services: Services, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = make(person, plan)
    found = services.store.find_assessment(plan.split("/")[2])
    assert found is not None
    deleted = kept_until(services, found.workspace_id)
    assert deleted is not None
    later = services.now() + timedelta(days=200)
    monkeypatch.setattr(Services, "now", lambda _: later)
    warning = all_events(site, address)[-1]
    assert warning["dtstart"].dt == months_after(deleted, -1)
    assert f"until {long_date(deleted)}, it is deleted" in str(warning["description"])
    assert kept_until(services, found.workspace_id) == deleted
    services.store.change_plan(found.workspace_id, found.id, lambda _: PlanChange(), later)
    assert all_events(site, address)[-1]["dtstart"].dt > warning["dtstart"].dt, "somebody has used it"


def test_it_says_no_weakness_and_no_name(site: Flask, person: Person, services: Services, plan: str) -> None:
    types(person, services, plan)
    addresses = make(person, plan), make(person, plan, "Office", "jobs")
    jobs, found = today(services, plan).jobs, services.store.find_assessment(plan.split("/")[2])
    assert found is not None
    reference = found.reference
    for address, titled in zip(addresses, (False, True), strict=True):
        answer = site.test_client().get(address)
        said = answer.text.replace("\r\n ", "").replace("\\", "")
        for never in ("Zebra", NOTE, "Copper Kettle", "DE1 2XX", "Maya", "phone", "Office"):
            assert never not in said
        ids = {event_id(key, f"job.{job.line.id}") for job in jobs for key in (plan.split("/")[2], reference)}
        assert not [each for each in ids if each in said], "anyone could tell the jobs by their ids"
        for job in jobs:
            assert (job.line.title in said) == titled
            assert job.line.why not in said
            assert not [each for each in job.actions if each.line.do in said]


def test_a_change_moves_its_day_and_its_number_and_keeps_its_id(
    site: Flask, person: Person, services: Services, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, job = make(person, plan), first(services, plan).line
    before = {event["uid"]: event for event in events(site, address)}
    for day, later in (("2027-02-03", 1), ("2027-02-04", 2)):
        moment = services.now() + timedelta(seconds=later)
        monkeypatch.setattr(Services, "now", lambda _, moment=moment: moment)
        person.go(f"{plan}/jobs/{job.id}")
        person.press({f"due-job.{job.id}": day}, button="Save")
        after = {event["uid"]: event for event in events(site, address)}
        assert after.keys() == before.keys()
        for uid, event in after.items():
            assert event["sequence"] > before[uid]["sequence"]
            assert event["dtstamp"].dt > before[uid]["dtstamp"].dt
        assert [uid for uid in after if after[uid]["dtstart"].dt != before[uid]["dtstart"].dt]
        assert day in {str(event["dtstart"].dt) for event in after.values()}
        before = after


def test_a_job_that_is_done_is_left_out(site: Flask, person: Person, services: Services, plan: str) -> None:
    address, job = make(person, plan), first(services, plan).line
    before = {event["uid"] for event in events(site, address)}
    person.go(f"{plan}/jobs/{job.id}")
    person.press({f"status-job.{job.id}": "done"}, button="Save")
    after = {event["uid"] for event in events(site, address)}
    assert len(before - after) == 1
    assert after < before


def test_a_withdrawn_address_leads_nowhere_and_the_others_stay(site: Flask, person: Person, plan: str) -> None:
    kept, gone = make(person, plan, "Office"), make(person, plan)
    page = person.go(f"{plan}/dates")
    assert [words(each) for each in page.all("h2")][:2] == ["Maya’s phone", "Office"]
    assert gone not in page.text
    person.press(button="Withdraw the address for Maya’s phone")
    assert "The address is withdrawn" in person.page.text
    assert site.test_client().get(gone).status_code == 404
    assert events(site, kept)


def test_it_is_gone_with_its_assessment(site: Flask, person: Person, plan: str) -> None:
    address = make(person, plan)
    assert events(site, address)
    person.go(f"{plan}/delete")
    person.press(button="Delete this assessment")
    assert site.test_client().get(address).status_code == 404


def test_what_is_wrong_is_said(person: Person, plan: str) -> None:
    person.go(f"{plan}/dates")
    person.press({"name": ""}, button="Make the address", status=400)
    assert "Enter a name" in person.page.text
    person.press({"name": "x" * 61}, button="Make the address", status=400)
    assert "60 characters or fewer" in person.page.text
    make(person, plan)
    person.go(f"{plan}/dates")
    person.press({"name": "MAYA’S PHONE"}, button="Make the address", status=400)
    assert "There is an address with this name already" in person.page.text


def test_an_unfinished_assessment_has_no_dates(person: Person) -> None:
    address = person.answers_all("0")
    person.go(f"{address}/dates")
    assert "Finish the assessment first" in person.page.text


def test_no_cache_keeps_it_and_no_one_is_recognised_by_it(site: Flask, person: Person, plan: str) -> None:
    address = make(person, plan)
    answer = site.test_client().get(address)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in answer.headers
    assert site.test_client().post(address).status_code in (400, 405)


def test_the_address_is_kept_nowhere(
    person: Person, services: Services, plan: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    address = make(person, plan)
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    assert len(token) == 43

    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    assert person.client.get(address).status_code == 200
    monkeypatch.setattr("usecases.calendar_feeds.plan_today", broken)
    assert FlaskClient.open(person.client, address).status_code == 500
    assert "calendar_feeds.feed" in caplog.text
    assert token not in caplog.text
    found = services.store.find_assessment(plan.split("/")[2])
    assert found is not None
    (feed,) = services.store.feeds_of(found.id)
    assert token not in repr(feed)
    assert services.store.find_feed(token.encode()) is None, "only its keyed hash is kept"


def test_guessing_is_slowed_down_and_a_right_address_is_never_refused(
    site: Flask, person: Person, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = make(person, plan)
    monkeypatch.setattr("usecases.calendar_feeds.FEEDS", Limit(2))
    client = site.test_client()
    assert [client.get(f"/calendar/{each}.ics").status_code for each in ("a", "é", "c", "d")] == [404, 404, 429, 429]
    assert client.get(address).status_code == 200


def test_the_names_of_the_addresses_can_be_taken_along(person: Person, plan: str) -> None:
    make(person, plan, titles="jobs")
    data = person.client.get("/workspace/data.json").get_json()["premises"][0]["assessments"][0]
    (kept,) = data["calendars"]
    assert (kept["name"], kept["titles"]) == ("Maya’s phone", "jobs")

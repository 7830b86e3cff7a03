"""The clock goes through a year: every page and file says the day and the time in London, and all say the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from assessment.due import months_after
from contacts import ContactsError
from reports.report.dates import long_date
from storage.entries import Details
from storage.records import Assessment
from storage.sharing import NewShare
from storage.visits import SignOff
from tests.local_time.test_local_time import HOUR, last_sunday
from tests.person import Person
from tests.reports import taken
from tests.web.advisers.gathering import Gathering
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import AGREED, share_at, shares
from usecases.force_contact import contact_of
from usecases.services import Services
from usecases.settings import read_settings

Clock = Callable[[datetime], None]
# From two hours before midnight in UTC to the morning, round both changes and the ends of months and years.
EVENINGS = [
    datetime(2027, 3, 27, 22, tzinfo=UTC),
    datetime(2027, 6, 30, 22, tzinfo=UTC),
    datetime(2027, 10, 30, 22, tzinfo=UTC),
    datetime(2027, 12, 31, 22, tzinfo=UTC),
    datetime(2028, 2, 28, 22, tzinfo=UTC),
]
# One force for each of them, in which no other test acts: its newest line is from that evening, whatever ran before.
FORCES = ("nottinghamshire", "leicestershire", "northamptonshire", "cambridgeshire", "thames-valley")
HEAD = "force_id,team,email,phone,page,hours,checked_on,checked_by,lead\n"
ACT = re.compile(r"(\d+ \w+ \d{4}) at (\d\d:\d\d (?:GMT|BST))")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the one clock of the application."""

    def sets(moment: datetime) -> None:
        monkeypatch.setattr(Services, "now", lambda _: moment)

    return sets


def there(at: datetime) -> datetime:
    """What a clock in London shows, by the rule of the Act rather than by a table of time zones."""
    return at + HOUR if last_sunday(at.year, 3) <= at < last_sunday(at.year, 10) else at


def finished_again(services: Services, found: Assessment, now: datetime) -> Assessment:
    """A new one that starts from this one, finished now."""
    begun = services.store.open_again(found.workspace_id, found.id, now)
    services.store.finish(found.workspace_id, begun.id, now)
    return begun


def found_at(services: Services, address: str) -> Assessment:
    found = services.store.find_assessment(address.split("/")[2])
    assert found is not None
    return found


@pytest.mark.parametrize(("evening", "force"), list(zip(EVENINGS, FORCES, strict=True)), ids=FORCES)
def test_page_table_calendar_and_log_agree_on_the_day(site: Flask, clock: Clock, evening: datetime, force: str) -> None:
    clock(evening)
    person, boss = Person(site), Officer(site).joins(force, "administrator")
    address, services = person.finishes("1"), boss.services
    found, share = found_at(services, address), share_at(person, address, force)
    numbers = []
    for step in range(10):
        at = evening + step * timedelta(minutes=30)
        clock(at)
        found = finished_again(services, found, at)
        address = f"/assessments/{found.id}"
        day = there(at).date()
        assert long_date(day) in person.go(f"{address}/result").text.split(found.reference)[0]
        rows = taken.table(person.client.get(f"{address}/plan.csv").data)
        assert {row["Plan of"] for row in rows} == {day.isoformat()}
        *_, review = taken.calendar(person.client.get(f"{address}/plan.ics").data).walk("VEVENT")
        assert review["dtstart"].dt == months_after(day, 6)
        assert review["dtstamp"].dt == at
        numbers.append(review["sequence"])
        services.store.close_share(force, share, boss.account.id, "", at)
        share = share_at(person, address, force)
        boss.go("/advisers/team/log")
        newest = ACT.findall(boss.page.text)[0]
        assert newest == (long_date(day), f"{there(at):%H:%M} {'GMT' if there(at) == at else 'BST'}")
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("evening", EVENINGS, ids=lambda at: f"{at:%d %b %Y}")
def test_the_board_and_its_summary_say_the_day(site: Flask, clock: Clock, evening: datetime) -> None:
    at = evening + timedelta(minutes=90)
    clock(at)
    gathering = Gathering(site)
    gathering.comes()
    officer = gathering.officer
    assert long_date(there(at).date()) in officer.go("/advisers/workshops").text
    officer.go(f"{gathering.board}/end")
    officer.press()
    assert f"Held on {long_date(there(at).date())}" in officer.page.text


def test_a_share_ends_with_the_day_in_london(site: Flask, clock: Clock, services: Services) -> None:
    begun = datetime(2027, 5, 31, 23, 30, tzinfo=UTC)
    clock(begun)
    officer, person = Officer(site).joins("gwent"), Person(site)
    address = person.starts(postcode="NP20 1AA")
    person.go(f"{address}/share")
    assert "1 month, until 1 July 2027" in person.page.text
    shares(person, address, {**AGREED, "months": "1"})
    (share,) = services.store.shares_of(found_at(services, address).workspace_id)
    assert share.until == datetime(2027, 7, 1, 22, 59, 59, 999999, tzinfo=UTC)
    assert "until 1 July 2027" in person.go("/workspace").text
    assert "Until 1 July 2027" in officer.go(f"/advisers/requests/{share.id}").text
    assert services.store.find_share("gwent", share.id, datetime(2027, 7, 1, 22, 59, tzinfo=UTC))
    assert not services.store.find_share("gwent", share.id, datetime(2027, 7, 1, 23, tzinfo=UTC))


def test_a_look_is_told_at_its_time_in_london(site: Flask, clock: Clock, services: Services) -> None:
    """An adviser looks at 14:05 in July, when it is 13:05 in UTC."""
    clock(datetime(2027, 7, 1, 13, 5, tzinfo=UTC))
    officer, person = Officer(site).joins("gwent", name="Glyn Look"), Person(site)
    share = share_at(person, person.finishes("1"), "gwent")
    officer.go(f"/advisers/requests/{share}/result")
    assert "Glyn Look on 1 July 2027 at 14:05 BST" in person.go("/workspace").text
    officer.go("/advisers/account")
    assert "since 1 July 2027 at 14:05 BST, until 1 July 2027 at 22:05 BST at the latest" in officer.page.text


def test_a_request_of_last_evening_came_yesterday(site: Flask, clock: Clock, services: Services) -> None:
    sent = datetime(2027, 7, 1, 22, 30, tzinfo=UTC)
    clock(sent)
    officer, person = Officer(site).joins("gwent"), Person(site)
    shared = found_at(services, person.starts())
    until = sent + timedelta(days=9)
    services.store.share(NewShare(shared.workspace_id, shared.id, "gwent", "share", until), sent)
    ages = re.compile(r"\b(?:today|yesterday)\b")
    assert set(ages.findall(officer.go("/advisers/requests").text)) == {"today"}
    clock(sent + timedelta(minutes=31))
    assert set(ages.findall(officer.go("/advisers/requests").text)) == {"yesterday"}


def test_a_visit_is_signed_and_due_by_days_in_london(site: Flask, clock: Clock, services: Services) -> None:
    at = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
    clock(at)
    officer, person = Officer(site).joins("gwent"), Person(site)
    address = person.finishes("1")
    visit = services.store.begin_visit("gwent", share_at(person, address, "gwent"), officer.account.id, at)
    officer.go(f"/advisers/visits/{visit.id}/sign-off")
    officer.press({"signed_for": "Maya"})
    assert "Signed on 1 July 2027, agreed by Maya. Follow up on 1 January 2028." in officer.page.text
    assert "on 1 July 2027" in person.go(f"{address}/result").text
    ours = taken.calendar(officer.client.get("/advisers/visits/follow-ups.ics").data)
    days = {str(event["uid"]).partition("@")[0]: event["dtstart"].dt for event in ours.walk("VEVENT")}
    assert days[f"follow-up-{visit.id}"] == date(2028, 1, 1)


def test_a_contact_may_have_been_checked_just_after_midnight(clock: Clock, tmp_path: Path) -> None:
    """At 00:20 in London, the day of the check is today, although it is yesterday in UTC."""
    contacts = tmp_path / "contacts.csv"
    contacts.write_text(f"{HEAD}derbyshire,Protective Security Team,,01332 000000,,,2026-07-01,XX,\n", encoding="utf-8")
    clock(datetime(2026, 6, 30, 23, 20, tzinfo=UTC))
    read = Services(read_settings({"CHECK_CONTACTS": str(contacts)}))
    assert read.directory.contact("derbyshire", read.today()).checked_on == date(2026, 7, 1)
    clock(datetime(2026, 6, 30, 22, 59, tzinfo=UTC))
    with pytest.raises(ContactsError, match="2026-07-01 is in the future"):
        _ = Services(read_settings({"CHECK_CONTACTS": str(contacts)})).directory


def test_an_entry_is_confirmed_on_the_day_in_london(site: Flask, clock: Clock, services: Services) -> None:
    at = datetime(2027, 6, 30, 23, 20, tzinfo=UTC)
    clock(at)
    proposer = Officer(site).joins("devon-and-cornwall", "administrator")
    confirmer = Officer(site).joins("devon-and-cornwall", "administrator")
    details = Details(team="Protect", email="", phone="0191 000000", page="", hours="", notes="")
    entry = services.store.propose_entry("devon-and-cornwall", proposer.account.id, lambda *_: details, at)
    services.store.confirm_entry("devon-and-cornwall", entry.id, confirmer.account.id, at)
    assert contact_of(services, "devon-and-cornwall").checked_on == date(2027, 7, 1)
    assert "1 July 2027" in confirmer.go("/advisers/entry").text


def test_the_calendar_of_a_visit_wins_over_that_of_the_finish(site: Flask, clock: Clock, services: Services) -> None:
    at = datetime(2027, 7, 1, 9, tzinfo=UTC)
    clock(at)
    officer, person = Officer(site).joins("gwent"), Person(site)
    address = person.finishes("1")
    visit = services.store.begin_visit("gwent", share_at(person, address, "gwent"), officer.account.id, at)
    before = person.client.get(f"{address}/plan.ics").data
    clock(at + timedelta(minutes=5))
    assert person.client.get(f"{address}/plan.ics").data == before
    officer.go(f"/advisers/visits/{visit.id}/sign-off")
    officer.press({"signed_for": "Maya"})
    after = person.client.get(f"{address}/plan.ics").data
    old, new = ({str(each["uid"]): each for each in taken.calendar(data).walk("VEVENT")} for data in (before, after))
    assert old.keys() == new.keys()
    assert all(old[uid]["sequence"] + 300 == new[uid]["sequence"] for uid in old)
    assert {each["dtstamp"].dt for each in new.values()} == {at + timedelta(minutes=5)}


def test_follow_ups_are_as_new_as_their_signature(site: Flask, clock: Clock, services: Services) -> None:
    at = datetime(2027, 7, 1, 9, tzinfo=UTC)
    clock(at)
    officer, person = Officer(site).joins("avon-and-somerset"), Person(site)
    share = share_at(person, person.finishes("1"), "avon-and-somerset")
    visit = services.store.begin_visit("avon-and-somerset", share, officer.account.id, at)
    signed = SignOff(officer.account.id, "Maya", date(2028, 1, 1))
    services.store.sign_off("avon-and-somerset", visit.id, signed, at)
    first = officer.client.get("/advisers/visits/follow-ups.ics").data
    clock(at + timedelta(minutes=5))
    assert officer.client.get("/advisers/visits/follow-ups.ics").data == first
    (event,) = taken.calendar(first).walk("VEVENT")
    assert [event["dtstamp"].dt, event["last-modified"].dt] == [at, at]
    assert event["sequence"] == int((at - datetime(2020, 1, 1, tzinfo=UTC)).total_seconds())
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [timedelta(days=-7)]

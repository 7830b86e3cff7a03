"""The feed of what is new: references, days and counts, at an address that ends when it must, and no name in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest
from flask import Flask

from storage.visits import SignOff
from tests.reading import words
from tests.web.advisers.officer import Officer
from tests.web.advisers.test_queue import places
from usecases.limits import Limit

ATOM = "{http://www.w3.org/2005/Atom}"
FORCES = iter(("hampshire", "gloucestershire", "dyfed-powys", "devon-and-cornwall"))
SECRET = ("Zanzibar", "ZZ9", "01332", "Sam Reed")


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of a force that no other test of this file uses."""
    return Officer(site).joins(next(FORCES))


def address(officer: Officer) -> str:
    """The path of a new address."""
    officer.go("/advisers/account")
    officer.follow("Be told of new requests")
    officer.press(button="Make a")
    return urlsplit(words(officer.page.all("p", "secret-address")[0])).path


def read(officer: Officer, path: str) -> Element:
    """The feed, as a reader without a session gets it."""
    answer = officer.site.test_client().get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    assert answer.headers["Cache-Control"] == "private, no-store"
    found = fromstring(answer.data)
    assert found.tag == f"{ATOM}feed"
    return found


def titles(feed: Element) -> list[str]:
    """The titles of the entries."""
    return [entry.findtext(f"{ATOM}title", "") for entry in feed.iter(f"{ATOM}entry")]


def test_it_has_what_is_new_and_no_name(officer: Officer) -> None:
    path = address(officer)
    assert titles(read(officer, path)) == []
    shared = places(officer, "Zanzibar House", days=2, postcode="ZZ9 9ZZ")
    places(officer, "Zanzibar Quiet", wish="contact", postcode="ZZ9 9ZZ")
    taken = places(officer, "Zanzibar Taken")
    store, now, own = officer.services.store, officer.services.now(), officer.account
    store.take(own.force_id, taken[0], own.id, now)
    share = store.find_share(own.force_id, shared[0], now)
    assessment = store.find_assessment(share.assessment_id) if share else None
    assert assessment is not None
    feed = read(officer, path)
    assert titles(feed) == ["New request to get in touch", f"New request {assessment.reference}"]
    text = officer.site.test_client().get(path).text
    assert not [each for each in (*SECRET, shared[0], own.force_id, own.id) if each in text]
    assert "2 requests wait to be taken on. No follow-ups are due within a week or overdue." in text
    links = [link.get("href", "") for link in feed.iter(f"{ATOM}link")]
    assert links[-1] == f"http://localhost/advisers/requests?q={assessment.reference}"
    assert officer.site.test_client().get(path).data == officer.site.test_client().get(path).data


def test_a_follow_up_comes_a_week_before_its_day(officer: Officer, later: Callable[[timedelta], None]) -> None:
    path, (share,) = address(officer), places(officer, "Zanzibar House")
    store, now, own = officer.services.store, officer.services.now(), officer.account
    visit = store.begin_visit(own.force_id, share, own.id, now)
    store.sign_off(own.force_id, visit.id, SignOff(own.id, "Maya", (now + timedelta(days=30)).date()), now)
    later(timedelta(days=22))
    assert titles(read(officer, path)) == []
    later(timedelta(days=2))
    (title,) = titles(read(officer, path))
    assert title.startswith("Follow up CPS-")
    later(timedelta(days=365))
    assert titles(read(officer, path)) == [title], "overdue, and no longer shared: by reference"
    store.follow_up(own.force_id, visit.id, own.id, officer.services.now())
    assert titles(read(officer, path)) == []


def test_each_force_reads_its_own(site: Flask, officer: Officer) -> None:
    other = Officer(site).joins(next(FORCES))
    places(officer, "Zanzibar House")
    assert len(titles(read(officer, address(officer)))) == 1
    assert titles(read(other, address(other))) == []


def test_a_second_address_ends_the_first_and_withdrawing_ends_both(site: Flask) -> None:
    officer = Officer(site).joins()
    first = address(officer)
    second = address(officer)
    client = officer.site.test_client()
    assert client.get(first).status_code == 404
    read(officer, second)
    officer.go("/advisers/feed")
    officer.press(button="Withdraw the address")
    assert "The address is withdrawn." in officer.page.text
    assert client.get(second).status_code == 404
    officer.send("/advisers/feed/withdraw", {})
    assert "The address is withdrawn." in officer.page.text, "pressed twice"


@pytest.mark.parametrize("end", ["suspend", "remove"])
def test_after_suspension_and_removal_it_leads_nowhere(site: Flask, end: str) -> None:
    officer = Officer(site).joins()
    boss = Officer(site).joins(officer.account.force_id, "administrator", "Ada Head")
    path = address(officer)
    boss.go("/advisers/team")
    boss.send(f"/advisers/team/{officer.account.id}/{end}", {})
    assert site.test_client().get(path).status_code == 404
    if end == "suspend":
        boss.send(f"/advisers/team/{officer.account.id}/restore", {})
        assert site.test_client().get(path).status_code == 404


def test_wrong_addresses_are_counted_and_a_right_one_is_never_refused(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = Officer(site).joins()
    path = address(officer)
    monkeypatch.setattr("usecases.team_feed.FEEDS", Limit(2))
    client = site.test_client()
    origin = {"REMOTE_ADDR": "192.0.2.77"}
    tried = [
        client.get(f"/advisers/feed/{each}.atom", environ_base=origin).status_code for each in ("a", "é", "c", "d")
    ]
    assert tried == [404, 404, 429, 429]
    read(officer, path)

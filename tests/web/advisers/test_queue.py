"""The queue: searched, filtered and sorted, the places of one business together, and who has how much."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from secrets import token_bytes
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from questions.conditions import Value
from storage.sharing import NewShare, Wish
from tests.reading import words
from tests.web.advisers.officer import Officer
from usecases.case_list import LONGEST_SEARCH
from usecases.request_queue import age

HOSTILE = ("%", "' or 1=1 --", "<script>alert(1)</script>", "\u202e", "\x00", "x" * 5000, "{{ 7*7 }}", "(.*)+$")
FORCES = iter(("cheshire", "humberside", "nottinghamshire", "lincolnshire", "cambridgeshire", "suffolk"))


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of a force that no other test uses: all tests have one store."""
    return Officer(site).joins(next(FORCES))


def places(officer: Officer, *named: str, days: int = 0, wish: Wish = "share", **profile: Value) -> list[str]:
    """The ids of shares of places of one new business, that came so many days ago."""
    services = officer.services
    store, now, version = services.store, services.now(), services.bank.version
    at = now - timedelta(days=days)
    store.keep_bank(version, services.bank.document)
    workspace, premises = (each.id for each in store.begin_workspace(token_bytes(), at))
    made = []
    for number, name in enumerate(named):
        premises = store.add_premises(workspace, at).id if number else premises
        given: dict[str, Value] = {"business_name": named[0], "use": "shop", "postcode": "DE1 2XX", **profile}
        if number:
            given["premises_name"] = name
        store.save_profile(workspace, premises, given, at)
        begun = store.start_assessment(workspace, premises, version, "quick", at).id
        new = NewShare(workspace, begun, officer.account.force_id, wish, now + timedelta(days=9))
        made.append(store.share(new, at).id)
    return made


def shown(officer: Officer, query: str = "") -> list[str]:
    """The names that the page lists, from its top."""
    officer.go(f"/advisers/requests{query}")
    return [words(link) for link in officer.page.all("a", "queue__name")]


def test_a_request_is_found_by_name_postcode_reference_and_kind(officer: Officer) -> None:
    places(officer, "Café Zoë", postcode="LE5 1AA", use="food-drink")
    places(officer, "Brass & Sons", postcode="NR2 4BB")
    reference = officer.services.store.queue(officer.account.force_id, officer.services.now(), "open")[1]
    for text in ("cafe zoe", "ZOË", "le51aa", "LE5 1AA", "pub caf%C3%A9"):
        assert shown(officer, f"?q={text}") == ["Café Zoë"], text
    for text in ("brass sons", "brass %26 sons", reference.assessment.reference.replace("-", "").lower()):
        assert shown(officer, f"?q={text}") == ["Brass & Sons"], text
    officer.press({"q": "zoe"}, button="Search")
    assert [words(link) for link in officer.page.all("a", "queue__name")] == ["Café Zoë"]
    assert shown(officer, "?q=zoe+brass") == []
    assert officer.page.text.count("No requests for “zoe brass”.") == 1


def test_one_that_asks_for_contact_is_not_found_by_what_it_does_not_show(officer: Officer) -> None:
    places(officer, "Quiet Place", wish="contact", use="hall")
    (queued,) = officer.services.store.queue(officer.account.force_id, officer.services.now(), "open")
    for hidden in (queued.assessment.reference, "hall"):
        assert shown(officer, f"?q={hidden}") == [], hidden
    assert shown(officer, "?kind=hall") == []
    assert shown(officer, "?q=de12xx") == ["Quiet Place"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_finds_nothing_and_comes_back_as_text(site: Flask, text: str) -> None:
    officer = Officer(site).joins("bedfordshire")
    if not officer.services.store.queue("bedfordshire", officer.services.now(), "open"):
        # It shows no reference, of which one in three hundred holds the "11" that "1=1" looks for.
        places(officer, "Anything at all", wish="contact")
    answer = officer.client.get("/advisers/requests", query_string={"q": text})
    assert answer.status_code == 200
    assert "Anything at all" not in answer.text or not text.strip("\x00\u202e")
    assert "<script>alert" not in answer.text
    officer.go("/advisers/requests")
    officer.press({"q": text}, button="Search")
    assert officer.page.heading == "Requests"
    for name in ("whose", "kind", "waiting", "sort"):
        assert officer.client.get("/advisers/requests", query_string={name: text}).status_code == 200
    assert len(answer.text) < 40_000 + LONGEST_SEARCH


def test_the_longest_waiting_comes_first_and_lists_can_be_sorted_and_narrowed(officer: Officer) -> None:
    for name, days in (("Bravo", 3), ("Alpha", 40), ("Charlie", 10)):
        places(officer, name, days=days)
    assert shown(officer) == ["Alpha", "Charlie", "Bravo"]
    assert "5 weeks ago" in officer.page.text or "40 days" in officer.page.text
    assert shown(officer, "?sort=newest") == ["Bravo", "Charlie", "Alpha"]
    assert shown(officer, "?sort=name") == ["Alpha", "Bravo", "Charlie"]
    assert shown(officer, "?waiting=week") == ["Alpha", "Charlie"]
    assert shown(officer, "?waiting=month") == ["Alpha"]
    assert "1 request. Show all open requests" in officer.page.text


def test_lists_by_who_has_it(site: Flask, officer: Officer) -> None:
    second = Officer(site).joins(officer.account.force_id, name="Kim Lee")
    ids = [each for name in ("Alpha", "Bravo", "Charlie", "Delta") for each in places(officer, name)]
    store, now, force = officer.services.store, officer.services.now(), officer.account.force_id
    store.take(force, ids[0], officer.account.id, now)
    store.take(force, ids[1], second.account.id, now)
    store.close_share(force, ids[2], officer.account.id, "Done", now)
    assert shown(officer) == ["Delta", "Alpha", "Bravo"]
    assert shown(officer, "?whose=new") == ["Delta"]
    assert shown(officer, "?whose=mine") == ["Alpha"]
    assert shown(officer, "?whose=others") == ["Bravo"]
    assert shown(officer, "?whose=closed") == ["Charlie"]
    assert shown(officer, "?q=charlie") == ["Charlie"], "a search looks at the closed ones too"
    shown(officer)
    officer.follow("Kim Lee")
    assert [words(link) for link in officer.page.all("a", "queue__name")] == ["Bravo"]
    assert "1 request of Kim Lee." in officer.page.text
    loads = {words(row[0]): [words(cell) for cell in row][1] for row in rows_of_caseload(officer)}
    # Other tests may have joined people to the same team.
    assert {name: loads[name] for name in ("Kim Lee", "Sam Reed")} == dict.fromkeys(
        ("Kim Lee", "Sam Reed"), "Requests: 1 oldest today"
    )


def rows_of_caseload(officer: Officer) -> list[Element]:
    """The lines of the table of who has how much."""
    (table,) = officer.go("/advisers/requests").all("table", "caseload")
    return list(table.iterfind("tbody/*"))


def test_the_places_of_one_business_are_one_case(officer: Officer) -> None:
    places(officer, "Nightjar Ltd", "Canal Street", "Mill Lane", days=4)
    places(officer, "Other Ltd")
    assert shown(officer) == ["Nightjar Ltd", "Canal Street", "Mill Lane", "Other Ltd"]
    (case,) = officer.page.all("li", "queue__case")
    assert words(case).startswith("Nightjar Ltd 3 requests of one business")
    assert "Other Ltd" not in words(case)


def test_a_suspended_colleague_with_follow_ups_is_still_listed(
    site: Flask, officer: Officer, later: Callable[[timedelta], None]
) -> None:
    away = Officer(site).joins(officer.account.force_id, name="Kim Lee")
    (share,) = places(officer, "Alpha")
    store, now, force = officer.services.store, officer.services.now(), officer.account.force_id
    store.begin_visit(force, share, away.account.id, now)
    store.suspend(away.account.id, by=officer.account.id, now=now)
    found = {words(row[0]): words(row[2]) for row in rows_of_caseload(officer)}
    assert found["Kim Lee (cannot sign in)"] == "Visits under way: 1"
    assert found["Sam Reed"] == "Visits under way: 0"
    assert shown(officer, "?whose=new") == ["Alpha"], "it is back in the queue"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (59, "8 weeks ago"),
        (60, "2 months ago"),
        (400, "13 months ago"),
    ],
)
def test_an_age_is_said_in_words(days: int, said: str) -> None:
    assert age(days) == said

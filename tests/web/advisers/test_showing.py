"""While a visit is shown to the business, nothing private is on any page of an adviser, or in its source."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from flask import Flask

from assessment.visit_overrides import Remark
from tests.person import Person
from tests.web.advisers.officer import Officer
from tests.web.advisers.rows import ROWS
from tests.web.advisers.shown import OTHER, OWN_NOTE, PLANTED, THEIR_NOTE, Showing
from tests.web.advisers.test_walk import LEAD, remarks

# Views of a visit that are closed: to note a follow-up, and the report of a visit by another force.
KNOWN = {"visits.followed_up", "passed_visit.waiting", "passed_visit.printed", "passed_visit.again"}
CLOSED, STOP = "This page is closed while you show the visit", "Stop showing"


@pytest.fixture
def showing(site: Flask, person: Person, another: Person) -> Showing:
    """A visit with everything private filled in; not shown yet."""
    return Showing(site, person, another)


def found_in(text: str) -> list[str]:
    """What of the planted texts is in a source."""
    return [each for each in PLANTED if each in text]


def test_what_is_planted_is_on_the_pages_otherwise(site: Flask, showing: Showing) -> None:
    """The test of the mode would prove nothing if the texts were on no page."""
    addresses = [showing.other_visit, *(address for _, address in showing.pages(site, "GET"))]
    answers = (showing.officer.client.get(each, follow_redirects=True) for each in addresses)
    texts = [each.text for each in answers if each.mimetype == "text/html"]
    assert found_in("".join(texts)) == list(PLANTED)


def test_no_page_shows_anything_private(site: Flask, showing: Showing) -> None:
    showing.begins()
    opened = set()
    for endpoint, address in showing.pages(site, "GET"):
        answer = showing.officer.client.get(address)
        shown = "" if answer.mimetype == "application/pdf" else answer.text
        assert not found_in(shown), (address, found_in(shown))
        if endpoint.startswith("sign_in.") or endpoint == "team_feed.feed":
            continue
        if answer.status_code != 403 or CLOSED not in answer.text:
            opened.add(endpoint.partition(".")[0])
            about = {"visit_id", "share_id"} & set(ROWS[endpoint].needs)
            assert about, f"{endpoint} opens, and is not about what is shown"
    assert opened >= {"visits", "visit_records", "law_sheet", "shared_assessment", "visit_photographs"}


def test_no_answer_to_a_form_shows_anything_private(site: Flask, showing: Showing) -> None:
    token = showing.officer.page.forms[0].values["csrf_token"][0]
    showing.begins()
    for _endpoint, address in showing.pages(site, "POST"):
        answer = showing.officer.client.post(address, data={"csrf_token": token})
        assert not found_in(answer.text), (address, found_in(answer.text))
    found = showing.officer.services.store.find_share("derbyshire", showing.other_share, showing.officer.services.now())
    assert found is not None


def test_another_business_is_closed_although_its_pages_are_open_for_the_one_that_is_shown(showing: Showing) -> None:
    showing.begins()
    for address in (
        showing.other_visit,
        f"{showing.other_visit}/areas/all",
        f"{showing.other_visit}/law",
        f"/advisers/requests/{showing.other_share}/answers",
        f"/advisers/requests/{showing.share_id}",
    ):
        page = showing.officer.go(address, 403)
        assert page.heading == CLOSED
        assert not found_in(page.html)


def test_a_view_that_says_nothing_is_closed(site: Flask, showing: Showing) -> None:
    """A new page is private until somebody says otherwise."""
    marked = {name for name in ROWS if getattr(site.view_functions[name], "shown_to_business", False)}
    for name in set(ROWS) - marked:
        about = set(ROWS[name].needs)
        assert "visit_id" not in about or name in KNOWN, f"{name} is neither marked nor known"
    showing.begins()
    assert showing.officer.go("/advisers/requests", 403).heading == CLOSED
    assert showing.officer.go("/advisers/team/log", 403).heading == CLOSED


def test_to_stop_takes_two_presses_and_leads_to_where_one_was(showing: Showing) -> None:
    showing.begins()
    page = showing.officer.go(f"{showing.visit}/areas/leadership")
    assert not [form for form in page.forms if STOP in form.buttons], "one chance press ends nothing"
    showing.officer.follow("Stop showing")
    assert showing.officer.page.heading == "Stop showing the visit?"
    showing.officer.press(button=STOP)
    assert showing.officer.at == f"{showing.visit}/areas/leadership"
    assert OWN_NOTE in showing.officer.page.html
    showing.begins()
    showing.officer.go("/advisers/visits", 403)
    showing.officer.press(button=STOP)
    assert showing.officer.page.heading == "Visits"


def test_a_private_note_is_not_lost_by_saving_while_it_is_hidden(showing: Showing) -> None:
    officer = showing.officer
    showing.begins()
    officer.go(f"{showing.visit}/areas/leadership")
    officer.press({f"agreed-{LEAD}": "1"}, button="Save")
    assert remarks(officer, showing.visit)[LEAD].private == OWN_NOTE
    assert remarks(officer, showing.visit)[LEAD].agreed == "1"


def test_what_was_typed_is_saved_before_the_business_looks_on(showing: Showing) -> None:
    officer = showing.officer
    officer.go(f"{showing.visit}/areas/leadership")
    form = officer.page.form("Save")
    officer.send(officer.at, {**form.values, f"private-{LEAD}": ["Typed just now"], "to_business": ["y"]})
    assert officer.at == f"{showing.visit}/areas/leadership"
    assert "Typed just now" not in officer.page.html
    assert "Shown to the business." in officer.page.html
    assert remarks(officer, showing.visit)[LEAD].private == "Typed just now"


def test_a_page_that_was_open_before_is_saved_when_the_adviser_stops(showing: Showing) -> None:
    """Another tab has the private note on it, and a clash would show what a colleague wrote."""
    officer = showing.officer
    officer.go(f"{showing.visit}/areas/leadership")
    form = officer.page.form("Save")
    showing.begins()
    showing.colleague.go(f"{showing.visit}/areas/leadership")
    showing.colleague.press({f"private-{LEAD}": THEIR_NOTE}, button="Save")
    page = officer.send(
        f"{showing.visit}/areas/leadership", {**form.values, f"private-{LEAD}": ["Typed before"]}, status=403
    )
    assert page.heading == CLOSED
    assert not found_in(page.html)
    assert "not lost" in page.text
    page = officer.press(button=STOP, status=409)
    assert "Typed before" in page.html
    assert THEIR_NOTE in page.html


def test_a_closing_note_that_was_open_before_is_saved_when_the_adviser_stops(showing: Showing) -> None:
    officer = showing.officer
    officer.go(f"/advisers/requests/{showing.other_share}/close")
    values = officer.page.form("Close").values
    showing.begins()
    page = officer.send(
        f"/advisers/requests/{showing.other_share}/close", {**values, "outcome": ["Visited and done"]}, status=403
    )
    assert page.heading == CLOSED
    officer.press(button=STOP)
    assert officer.page.heading == "Requests"
    found = officer.services.store.find_share("derbyshire", showing.other_share, officer.services.now())
    assert found is not None
    assert (found.state, found.outcome) == ("closed", "Visited and done")


def test_what_was_said_of_another_business_is_not_said_on_the_next_page(showing: Showing) -> None:
    officer = showing.officer
    with officer.client.session_transaction() as session:
        session["_flashes"] = [("message", f"The request of {OTHER} has been closed.")]
    token = officer.page.forms[0].values["csrf_token"][0]
    answer = officer.client.post(f"{showing.visit}/show", data={"csrf_token": token}, follow_redirects=True)
    assert "Shown to the business." in answer.text
    assert OTHER not in answer.text


@pytest.mark.parametrize("way", ["begins", "leaves"])
def test_opening_or_closing_a_workspace_beside_it_ends_nothing(showing: Showing, way: str) -> None:
    """The business has the device in its hands: the pages for everyone are open to it."""
    showing.begins()
    Person.begins(showing.officer)
    if way == "leaves":
        showing.officer.go("/workspace")
        showing.officer.press(button="Close my workspace")
    assert showing.officer.go("/advisers/requests", 403).heading == CLOSED


def test_it_outlasts_a_session_that_is_over_but_not_a_sign_out(showing: Showing) -> None:
    officer = showing.officer
    showing.begins()
    officer.services.store.end_session(officer.account.id, _sign_in(officer), officer.services.now())
    officer.gives_password()
    officer.press({"code": officer.unused_digits()}, status=403)
    assert officer.page.heading == CLOSED
    officer.press(button=STOP)
    showing.begins()
    token = officer.page.forms[0].values["csrf_token"][0]
    officer.client.post("/advisers/sign-out", data={"csrf_token": token})
    with officer.client.session_transaction() as session:
        assert "showing" not in session


def test_the_document_to_change_has_no_private_note(showing: Showing) -> None:
    officer = showing.officer
    officer.go(f"{showing.visit}/sign-off")
    officer.press({"signed_for": "Maya Okoro", "extend": "y"})
    showing.begins()
    answer = officer.client.get(f"{showing.visit}/report.docx")
    document = Document(BytesIO(answer.data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    said = "\n".join([*(each.text for each in document.paragraphs), *cells])
    assert "For the report" in said
    assert OWN_NOTE not in said
    assert THEIR_NOTE not in said
    assert not found_in(officer.go(f"{showing.visit}/areas/all").html)


def test_another_force_cannot_show_a_visit(site: Flask, showing: Showing) -> None:
    stranger = Officer(site).joins("kent")
    stranger.go("/advisers/account")
    stranger.send(f"{showing.visit}/show", {}, status=404)
    assert stranger.go("/advisers/visits").heading == "Visits"


def test_a_remark_without_its_private_note_says_the_same(showing: Showing) -> None:
    """The page of the mode differs in what is private alone."""
    before = remarks(showing.officer, showing.visit)
    assert before[LEAD] == Remark(private=OWN_NOTE, note="For the report")
    showing.begins()
    assert "For the report" in showing.officer.go(f"{showing.visit}/areas/leadership").html


def _sign_in(officer: Officer) -> str:
    (found,) = officer.services.store.sign_ins_of(officer.account.id, officer.services.now())
    return found.id

"""A visit from its beginning to the follow-up: remarks, agreed levels, recommendations, sign-off, consent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from storage.visits import EndedFollowUp
from tests.inapplicable import inapplicable
from tests.person import Person, Typed
from tests.reading import words
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} ' or 1=1 -- <b>bold</b>"


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of the owner's own force."""
    return Officer(site).joins("derbyshire")


def begins(officer: Officer, share_id: str) -> str:
    """Start the visit of a request; gives its address."""
    officer.go(f"/advisers/requests/{share_id}")
    officer.press(button="Start or continue a visit")
    assert officer.page.heading.startswith("Visit: The Copper Kettle")
    return officer.at


def remarks(officer: Officer, **typed: Typed) -> dict[str, Typed]:
    """What to type on the page of questions that is open, for its first question."""
    field = next(name for name in officer.page.form("Save").offers if name.startswith("agreed-"))
    question = field.removeprefix("agreed-")
    return {f"{part}-{question}": value for part, value in typed.items()}


def ended(officer: Officer) -> tuple[EndedFollowUp, ...]:
    """The follow-ups of the force whose sharing has ended."""
    return tuple(officer.services.store.ended_follow_ups(officer.account.force_id, officer.services.now()))


def test_a_visit_from_request_to_follow_up(person: Person, officer: Officer) -> None:
    address = person.finishes("3")
    visit = begins(officer, share_at(person, address))
    officer.follow("Go through all questions")
    assert "Ask to see" in officer.page.text
    officer.press(remarks(officer, agreed="0", note="The door did not close.", private="Ask again in May."))
    officer.go(visit)
    assert "There are remarks on 1." in officer.page.text
    officer.follow("Add a recommendation")
    officer.press({"text": HOSTILE, "class_id": "now"})
    assert "<script>alert(1)" in officer.page.text
    officer.follow("Sign off")
    officer.press({"signed_for": ""}, status=400)
    assert officer.page.errors[0][1] == "Enter who agreed this for the business"
    officer.press({"signed_for": "Maya, owner"})
    assert "Signed on" in officer.page.text
    officer.go("/advisers/visits")
    assert "Done: " in officer.page.text
    calendar = officer.client.get("/advisers/visits/follow-ups.ics").text
    assert calendar.count("BEGIN:VEVENT") >= 1
    assert "Copper" not in calendar
    officer.press(button="Done")
    assert "The follow-up has been marked as done." in officer.page.text


def test_nothing_of_a_signed_visit_changes(person: Person, officer: Officer) -> None:
    visit = begins(officer, share_at(person, person.finishes("3")))
    officer.go(f"{visit}/areas/leadership")
    typed = remarks(officer, agreed="1")
    token = officer.page.form("Save").values["csrf_token"][0]
    officer.go(f"{visit}/sign-off")
    officer.press({"signed_for": "Maya"})
    before = officer.services.store.remarks(visit.rpartition("/")[2])
    answer = officer.client.post(f"{visit}/areas/leadership", data={**typed, "csrf_token": token})
    assert answer.status_code == 302
    assert officer.services.store.remarks(visit.rpartition("/")[2]) == before


def test_a_signed_visit_is_read_and_has_nothing_to_fill_in(person: Person, officer: Officer) -> None:
    visit = begins(officer, share_at(person, person.finishes("3")))
    officer.go(f"{visit}/areas/leadership")
    officer.press(remarks(officer, agreed="0", private="Ask in May"))
    officer.go(f"{visit}/sign-off")
    officer.press({"signed_for": "Maya"})
    officer.go(f"{visit}/areas/leadership")
    assert "Agreed: Nobody is in charge of security" in officer.page.text
    assert "Private note: Ask in May" in officer.page.text
    officer.go(f"{visit}/areas/all")
    assert len(officer.page.all("li", "walk__line")) == officer.page.text.count("They answered")
    assert not [form for form in officer.page.forms if form.action in (None, "", officer.at)]


def test_what_was_agreed_counts_in_the_figures_from_the_signature_on(
    person: Person, officer: Officer, asked_to_print: list[str]
) -> None:
    share = share_at(person, person.finishes("3"))
    visit = begins(officer, share)
    officer.go(f"{visit}/areas/leadership")
    officer.press(remarks(officer, agreed="0"))
    asked_to_print.clear()
    officer.go(f"{visit}/sign-off")
    officer.press({"signed_for": "Maya"})
    found = officer.services.store.find_share("derbyshire", share, officer.services.now())
    assert found is not None
    assert found.facts is not None
    assert found.facts.gaps == ("security-lead",)
    assert len(asked_to_print) == 1, "the agreed plan is printed ahead"


def test_taken_back_is_gone_at_once(person: Person, officer: Officer) -> None:
    visit = begins(officer, share_at(person, person.finishes("3")))
    person.go("/workspace")
    person.press(button="Stop sharing")
    assert "Sam Reed is visiting: what they have noted goes out of their sight too." in person.page.text
    officer.go(visit)
    person.press(button="Stop sharing")
    assert "You have stopped sharing." in person.page.text
    for address in (visit, f"{visit}/areas/leadership", f"{visit}/sign-off", f"{visit}/advice"):
        page = officer.go(address, 404)
        assert page.heading == "The business has stopped sharing this"


def test_sharing_again_brings_the_unsigned_visit_back(person: Person, officer: Officer) -> None:
    address = person.finishes("3")
    visit = begins(officer, share_at(person, address))
    officer.go(f"{visit}/areas/leadership")
    officer.press(remarks(officer, agreed="0", note="The door did not close."))
    person.go("/workspace")
    person.press(button="Stop sharing")
    person.press(button="Stop sharing")
    officer.go(visit, 404)
    assert begins(officer, share_at(person, address)) == visit
    assert "There are remarks on 1." in officer.page.text


def test_another_force_is_not_told_what_was_shared(site: Flask, person: Person, officer: Officer) -> None:
    share = share_at(person, person.finishes("3"))
    visit = begins(officer, share)
    person.go("/workspace")
    person.press(button="Stop sharing")
    person.press(button="Stop sharing")
    kent = Officer(site).joins("kent")
    for page in (visit, f"/advisers/requests/{share}"):
        assert kent.go(page, 404).heading == "Page not found"
        assert officer.go(page, 404).heading == "The business has stopped sharing this"


def test_private_notes_never_reach_the_owner(person: Person, officer: Officer) -> None:
    address = person.finishes("3")
    visit = begins(officer, share_at(person, address))
    officer.go(f"{visit}/areas/leadership")
    officer.press(remarks(officer, agreed="0", private="ONLY-FOR-US", note="For the report"))
    officer.go(f"{visit}/sign-off")
    officer.press({"signed_for": "Maya"})
    for page in ("/result", "/answers", "/plan.json", "/plan.csv", "/plan.xlsx", "/plan.docx"):
        assert b"ONLY-FOR-US" not in person.client.get(f"{address}{page}").data, page
    assert b"ONLY-FOR-US" not in person.client.get("/workspace/data.json").data


def test_what_an_adviser_prints_of_a_place_is_marked_as_the_owners_is(person: Person, officer: Officer) -> None:
    address = person.finishes("3")
    share_id = share_at(person, address)
    visit = begins(officer, share_id)
    marks = [words(mark) for mark in person.go(f"{address}/result").all("p", "print-only")]
    assert marks[0].startswith("CONFIDENTIAL when completed · The Copper Kettle · ")
    pages = ("", "/areas/leadership", "/advice", "/sign-off", "/paper")
    shared = [f"/advisers/requests/{share_id}/{page}" for page in ("result", "answers")]
    for page in (*shared, *(f"{visit}{page}" for page in pages)):
        assert [words(mark) for mark in officer.go(page).all("p", "print-only")] == marks, page
    assert not officer.go("/advisers/account").all("p", "print-only")


def test_does_not_apply_needs_its_reason(person: Person, officer: Officer) -> None:
    visit = begins(officer, share_at(person, person.starts("full")))
    area, _, question = inapplicable(officer.services.bank)
    officer.go(f"{visit}/areas/{area}")
    officer.press({f"agreed-{question}": "not-applicable", f"private-{question}": "keep me"}, status=400)
    assert officer.page.errors == [(f"#reason-{question}", "Say in a few words why this does not apply here")]
    assert officer.page.form("Save").values[f"private-{question}"] == ["keep me"]


def test_with_the_owner_beside(officer: Officer) -> None:
    officer.go("/advisers/fresh")
    officer.press(button="Start the visit")
    assert officer.page.heading == "Keep your return code"
    officer.keeps_code()
    officer.fills_profile()
    officer.press()
    officer.press({"kind": "quick"})
    assessment = officer.at
    officer.follow("open this as a visit")
    officer.press(status=400)
    assert officer.page.errors == [
        ("#consent", "Ask the owner to read this and tick the box if they agree. Nothing is shared without it")
    ]
    officer.press({"consent": "y"})
    assert officer.page.heading.startswith("Visit: The Copper Kettle")
    officer.follow("Go through all questions")
    officer.press(remarks(officer, agreed="2"))
    officer.go("/advisers/visits")
    assert "The Copper Kettle" in officer.page.text
    for owners in ("/workspace", assessment, f"{assessment}/answers"):
        officer.go(owners)
        assert officer.at.startswith("/return"), "what the owner can do, the adviser's device no longer can"


def test_the_owner_sees_the_return_code_before_the_workspace_is_closed(officer: Officer) -> None:
    officer.go("/advisers/fresh")
    officer.press(button="Start the visit")
    officer.go("/workspace/continue")
    officer.fills_profile()
    officer.press()
    officer.press({"kind": "quick"})
    officer.follow("open this as a visit")
    assert officer.page.heading == "Keep your return code"


def test_a_follow_up_comes_up_when_the_sharing_has_ended(
    person: Person, officer: Officer, later: Callable[[timedelta], None]
) -> None:
    visit = begins(officer, share_at(person, person.finishes("3")))
    officer.go(f"{visit}/sign-off")
    assert "After that you see only the reference and the day of the follow-up" in officer.page.text
    officer.press({"signed_for": "Maya"})
    later(timedelta(days=10))
    officer.signs_in()
    page = officer.go("/advisers/visits")
    assert "The business no longer shares this with your team, so you see only its reference." in page.text
    assert not [p for p in page.all("p") if "no longer shares" in words(p) and "Copper" in words(p)]
    assert "BEGIN:VEVENT" in officer.client.get("/advisers/visits/follow-ups.ics").text
    assert officer.go(visit, 404).heading == "The business no longer shares this"
    officer.go("/advisers/visits")
    (own,) = (each for each in ended(officer) if each.visit_id == visit.split("/")[3])
    officer.press(button=f"Done: {own.reference}")
    assert own.visit_id not in {each.visit_id for each in ended(officer)}


def test_the_sign_off_offers_to_extend_the_sharing(person: Person, officer: Officer) -> None:
    share = share_at(person, person.finishes("3"))
    visit = begins(officer, share)
    officer.go(f"{visit}/sign-off")
    officer.press({"signed_for": "Maya", "extend": "y"})
    found = officer.services.store.find_share("derbyshire", share, officer.services.now())
    assert found is not None
    signed = officer.services.store.visit("derbyshire", visit.rpartition("/")[2], officer.services.now())
    assert signed is not None
    assert signed.follow_up is not None
    assert found.until.date() > signed.follow_up
    person.go("/workspace")
    assert "that your business agreed to share for longer" in person.page.text


def test_a_later_follow_up_than_the_sharing_is_pointed_out_once(person: Person, officer: Officer) -> None:
    visit = begins(officer, share_at(person, person.finishes("3")))
    officer.go(f"{visit}/sign-off")
    form = officer.page.form("Sign off")
    sent = {name: value for name, value in form.values.items() if name != "offered"} | {"signed_for": ["Maya"]}
    officer.send(f"{visit}/sign-off", sent, 400)
    assert officer.page.errors[0][0] == "#extend"
    officer.press(button="Sign off")
    assert "Signed on" in officer.page.text


def test_a_share_that_is_over_ends_the_visit(person: Person, officer: Officer) -> None:
    share = share_at(person, person.finishes("3"))
    visit = begins(officer, share).rpartition("/")[2]
    later = officer.services.now() + timedelta(days=10)
    assert officer.services.store.visit("derbyshire", visit, later) is None
    assert officer.services.store.visit("kent", visit, officer.services.now()) is None

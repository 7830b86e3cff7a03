"""From the owner's consent to the adviser's note of what came of it, with all that may come between."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.person import Person
from tests.reading import words
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import AGREED, share_at, share_id, share_of, shares

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} \u202ereversed ' or 1=1 -- <b>bold</b>"


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of the owner's own force."""
    return Officer(site).joins("derbyshire")


def test_from_consent_to_outcome(person: Person, officer: Officer) -> None:
    address = person.finishes("3", "0")
    person.follow("Share with your local adviser team")
    assert "Counter Terrorism Security Advisers of Derbyshire Constabulary" in person.page.text
    person.press({**AGREED, "reach": "01332 000000", "message": "Mornings\nonly", "months": "1"}, button="Send it")
    assert person.page.heading == "Your workspace"
    assert "Nobody has taken it on yet. Nobody has looked at it yet." in person.page.text
    request = f"/advisers/requests/{share_id(person)}"

    officer.go("/advisers/requests")
    officer.go(request)
    assert officer.page.heading == "The Copper Kettle"
    assert "They would like you to get in touch: 01332 000000" in officer.page.text
    assert words(officer.page.all("p", "said")[0]) == "Mornings only"
    officer.press(button="Take it on")
    assert "You have taken this on." in officer.page.text
    officer.follow("Result")
    assert officer.page.heading == "Result"
    officer.follow("Answers")
    assert "The Copper Kettle" in officer.page.text
    assert not officer.page.forms
    assert not [to for _, to in officer.page.links if to.startswith(("/assessments", "/premises"))]
    officer.go(request)
    officer.follow("Close with a note")
    officer.press({"outcome": "Visited on 4 May 2027"}, button="Close the request")
    assert officer.page.heading == "Requests"

    person.go("/workspace")
    assert "Sam Reed closed it. The outcome: Visited on 4 May 2027" in person.page.text
    assert "Sam Reed, Derbyshire Constabulary, on" in person.page.text
    data = person.client.get("/workspace/data.json").get_json()["shares"]
    assert [(each["reference"], each["state"], each["outcome"], each["force"]) for each in data] == [
        (reference(officer, address), "closed", "Visited on 4 May 2027", "Derbyshire Constabulary")
    ]
    assert [(act["act"], act["who"]) for act in data[0]["acts"]] == [
        ("closed", "Sam Reed"),
        ("looked", "Sam Reed"),
        ("took", "Sam Reed"),
    ]


def reference(officer: Officer, address: str) -> str:
    """The reference of the assessment at an address."""
    found = officer.services.store.find_assessment(address.split("/")[2])
    assert found is not None
    return found.reference


def test_who_only_asks_for_contact_shows_names_and_postcode_alone(person: Person, officer: Officer) -> None:
    found = f"/advisers/requests/{share_of(person, wish='contact')}"
    officer.go(found)
    assert "The Copper Kettle" in officer.page.text
    assert "DE1 2XX" in officer.page.text
    for hidden in ("Café", "60 people", "tier", "Tier", "Answers with"):
        assert hidden not in officer.page.text
    for page in ("/result", "/answers", "/plan", "/plan.pdf"):
        officer.go(found + page, 404)
    line = next(each for each in officer.go("/advisers/requests").all("li") if found in links_in(each))
    assert words(line).startswith("The Copper Kettle DE1 2XX Contact only")


def links_in(element: object) -> list[str]:
    """Where the links within an element lead."""
    return [link.get("href", "") for link in element.iter("a")]  # type: ignore[attr-defined]


def test_who_comes_second_is_told_who_was_first(site: Flask, person: Person, officer: Officer) -> None:
    second = Officer(site).joins("derbyshire", name="Kim Lee")
    found = f"/advisers/requests/{share_of(person)}"
    officer.go(found)
    second.go(found)
    officer.press(button="Take it on")
    second.press(button="Take it on")
    assert "Sam Reed has already taken this on." in second.page.text
    assert "Sam Reed has taken this on." in second.page.text


def test_a_request_is_passed_on_with_the_reason(site: Flask, person: Person, officer: Officer) -> None:
    railway = Officer(site).joins("btp", name="Kim Lee")
    found = f"/advisers/requests/{share_of(person)}"
    officer.go(f"{found}/pass-on")
    officer.press({"to_force": "btp"}, status=400)
    assert officer.page.form("Pass on the request").values["to_force"] == ["btp"]
    assert "derbyshire" not in officer.page.form("Pass on the request").offers["to_force"]
    officer.press({"why": "It is inside the station"}, button="Pass on the request")
    assert "has been passed on to British Transport Police" in officer.page.text
    officer.go(found, 404)
    railway.go(found)
    assert "Derbyshire Constabulary passed it on to you: “It is inside the station”" in railway.page.text
    person.go("/workspace")
    assert "Derbyshire Constabulary passed it on to British Transport Police" in person.page.text


def test_a_closed_one_is_not_closed_again(person: Person, officer: Officer) -> None:
    found = f"/advisers/requests/{share_of(person)}"
    officer.go(f"{found}/close")
    officer.press({"outcome": "x" * 1001}, status=400)
    officer.press({"outcome": "First"}, button="Close the request")
    for page in ("close", "pass-on"):
        officer.go(f"{found}/{page}")
        assert "Somebody has already closed this request." in officer.page.text
    assert words(officer.page.all("p", "said")[0]) == "First"


def test_hostile_text_comes_out_harmless(person: Person, officer: Officer) -> None:
    shares(person, person.walks(business_name=HOSTILE[:60]), {**AGREED, "reach": HOSTILE, "message": HOSTILE})
    found = f"/advisers/requests/{share_id(person)}"
    officer.go("/advisers/requests")
    officer.go(found)
    shown = HOSTILE.replace("\u202e", "")
    assert words(officer.page.all("p", "said")[0]) == shown
    officer.follow("Close with a note")
    officer.press({"outcome": HOSTILE}, button="Close the request")
    person.go("/workspace")
    assert words(person.page.all("p", "said")[0]) == shown
    assert not person.page.all("b")


def test_looks_stand_in_the_log_of_the_force(site: Flask, person: Person) -> None:
    administrator = Officer(site).joins("derbyshire", "administrator", "Ada Head")
    which = share_of(person)
    for page in ("result", "answers", "result"):
        administrator.go(f"/advisers/requests/{which}/{page}")
    administrator.go("/advisers/team/log")
    store = administrator.services.store
    share = store.find_share("derbyshire", which, administrator.services.now())
    assessment = store.find_assessment(share.assessment_id) if share else None
    assert assessment is not None
    said = f"looked at the answers of The Copper Kettle ({assessment.reference})"
    assert administrator.page.text.count(said) == 1
    assert which not in administrator.page.text


def test_the_plan_is_the_one_that_the_business_has(person: Person, officer: Officer, asked_to_print: list[str]) -> None:
    address = person.finishes("2")
    (order,) = asked_to_print
    request = f"/advisers/requests/{share_at(person, address)}"
    officer.go(f"{request}/plan.pdf")
    assert officer.page.heading.startswith("The plan is")
    assert officer.at == f"{request}/plan"
    assert set(asked_to_print) == {order}, "no second print of the same plan"
    officer.go(f"/prints/{order}")
    assert officer.at.startswith("/return"), "an order itself opens for its owner alone"
    store, now = officer.services.store, officer.services.now()
    store.take_print(order, "printer", now)
    store.give_print_back(order, "printer", now, most_tries=1)
    officer.go(f"{request}/plan")
    officer.press(button="Try again")
    assert officer.at == f"{request}/plan"
    store.take_print(order, "printer", now)
    store.keep_printed(order, "printer", store.find_print(order).key, b"%PDF the plan", now)  # type: ignore[union-attr]
    answer = officer.client.get(f"{request}/plan.pdf")
    assert (answer.mimetype, answer.data) == ("application/pdf", b"%PDF the plan")


def test_a_request_is_taken_over_assigned_and_put_back(site: Flask, person: Person, officer: Officer) -> None:
    second = Officer(site).joins("derbyshire", name="Kim Lee")
    found = f"/advisers/requests/{share_of(person)}"
    officer.go(found)
    officer.press(button="Take it on")
    second.go(found)
    second.press(button="Take it over")
    assert "You have taken this over from Sam Reed." in second.page.text
    second.follow("Assign it to a colleague")
    second.press(status=400)
    assert second.page.errors[0][1] == "Select the colleague"
    second.press({"to_account": officer.account.id})
    assert "has been assigned to Sam Reed." in second.page.text
    second.press(button="Put it back in the queue")
    assert "Nobody has taken it on yet." in second.page.text
    officer.send(f"{found}/take-over", {})
    assert "Somebody has changed this request in the meantime" in officer.page.text
    officer.send(f"{found}/back", {})
    assert "in the meantime" not in officer.page.text, "it is in the queue, as they wanted"
    assert "Nobody has taken it on yet." in officer.page.text


def test_what_is_pressed_twice_is_done_once(site: Flask, person: Person, officer: Officer) -> None:
    second = Officer(site).joins("derbyshire", name="Kim Lee")
    share = share_of(person)
    found = f"/advisers/requests/{share}"
    officer.go(found)
    officer.press(button="Take it on")
    second.go(found)
    for _ in range(2):
        second.send(f"{found}/take-over", {})
        assert "in the meantime" not in second.page.text
        assert "You have taken this on." in second.page.text
    for _ in range(2):
        second.send(f"{found}/back", {})
        assert "in the meantime" not in second.page.text
    log = [line.act for line in officer.services.store.log_of("derbyshire", most=500) if line.about == share]
    assert log == ["returned", "took-over", "took"]


def test_a_suspended_adviser_holds_no_request(site: Flask, person: Person, officer: Officer) -> None:
    boss = Officer(site).joins("derbyshire", "administrator", "Ada Head")
    found = f"/advisers/requests/{share_of(person)}"
    officer.go(found)
    officer.press(button="Take it on")
    boss.go("/advisers/team")
    boss.send(f"/advisers/team/{officer.account.id}/suspend", {})
    boss.go(found)
    assert "Nobody has taken it on yet." in boss.page.text
    log = boss.go("/advisers/team/log").text
    assert "put back in the queue the request of The Copper Kettle" in log
    assert found.rpartition("/")[2] not in log


def test_passing_on_after_a_visit_warns_first(site: Flask, person: Person, officer: Officer) -> None:
    Officer(site).joins("btp", name="Kim Lee")
    share = share_at(person, person.finishes("3"))
    found = f"/advisers/requests/{share}"
    officer.go(found)
    officer.press(button="Start or continue a visit")
    visit = officer.at
    assert "A visit is under way" in officer.go(f"{found}/pass-on").text
    officer.go(f"{visit}/sign-off")
    officer.press({"signed_for": "Maya"})
    page = officer.go(f"{found}/pass-on").text
    assert "Your team has signed off a visit here" in page
    assert "A visit is under way" not in page
    officer.press({"to_force": "btp", "why": "A station"}, button="Pass on the request")
    reference_here = reference(officer, f"/assessments/{assessment_of(officer, visit)}")
    assert reference_here in officer.go("/advisers/visits").text, "its follow-up stays, by the reference"


def assessment_of(officer: Officer, visit: str) -> str:
    """The id of the assessment of a visit whose request was passed on."""
    store, now = officer.services.store, officer.services.now()
    found = store.find_share("btp", str(store.share_of_visit("derbyshire", visit.rpartition("/")[2])), now)
    assert found is not None
    return found.assessment_id

"""From the owner's consent to the adviser's note of what came of it, with all that may come between."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.person import Person, Typed
from tests.reading import words
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at, share_of

AGREED: dict[str, Typed] = {"wish": "share", "consent": "y"}
HOSTILE = "<script>alert(1)</script> {{ 7*7 }} \u202ereversed ' or 1=1 -- <b>bold</b>"


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of the owner's own force."""
    return Officer(site).joins("derbyshire")


def shares(person: Person, address: str, typed: dict[str, Typed] | None = None, status: int = 200) -> None:
    """Ask for the sharing page of an assessment, fill it in and send it."""
    person.go(f"{address}/share")
    person.press(AGREED if typed is None else typed, button="Send it", status=status)


def share_id(person: Person) -> str:
    """The id of the newest share of the open workspace."""
    person.go("/workspace")
    ends = {"Stop sharing", "Withdraw the request"}
    newest = next(form for form in person.page.forms if ends & set(form.buttons))
    return (newest.action or "").split("/")[3]


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


def test_nothing_is_shared_without_consent_and_nothing_typed_is_lost(person: Person, officer: Officer) -> None:
    address = person.starts()
    person.go(f"{address}/share")
    assert person.page.form("Send it").values.get("consent") is None
    assert person.page.form("Send it").values["months"] == ["3"]
    person.press({"wish": "contact", "reach": "me@cafe.example", "message": "Hello", "months": "6"}, status=400)
    assert [link for link, _ in person.page.errors] == ["#consent"]
    shown = person.page.form("Send it").values
    assert (shown["wish"], shown["reach"], shown["message"], shown["months"]) == (
        ["contact"],
        ["me@cafe.example"],
        ["Hello"],
        ["6"],
    )
    person.press({"consent": "y"}, button="Send it")
    assert "A request to get in touch" in person.page.text


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ({"consent": "y"}, "#wish"),
        ({"wish": "contact", "consent": "y"}, "#reach"),
        ({**AGREED, "reach": "x" * 121}, "#reach"),
        ({**AGREED, "message": "x" * 501}, "#message"),
    ],
)
def test_what_is_missing_or_too_long_is_said(
    person: Person, officer: Officer, typed: dict[str, Typed], link: str
) -> None:
    shares(person, person.starts(), typed, 400)
    assert [each for each, _ in person.page.errors] == [link]
    person.go("/workspace")
    assert "What you share" not in person.page.text


def test_the_same_twice_is_refused(person: Person, officer: Officer) -> None:
    address = person.starts()
    shares(person, address)
    shares(person, address, status=400)
    assert person.page.errors[0][1].startswith("This is shared with the team already")


def test_consent_is_for_the_force_that_the_page_named(site: Flask, person: Person, officer: Officer) -> None:
    Officer(site).joins("kent")
    address = person.starts()
    person.go(f"{address}/share")
    form = person.page.form("Send it")
    place = officer.services.store.find_assessment(address.split("/")[2])
    assert place is not None
    officer.services.store.choose_force(place.workspace_id, place.premises_id, "kent")
    person.send(f"{address}/share", {**form.values, "wish": ["share"], "consent": ["y"], "message": ["Hi"]}, 400)
    assert "The police force has changed" in person.page.errors[0][1]
    assert "Kent Police" in person.page.text
    again = person.page.form("Send it").values
    assert (again.get("consent"), again["message"]) == (None, ["Hi"])
    person.press({"consent": "y"}, button="Send it")
    assert "With the advisers of Kent Police" in person.page.text


def test_where_nobody_would_see_it_nothing_is_shared(person: Person, officer: Officer) -> None:
    address = person.starts(postcode="CT1 2EH")
    for account in officer.services.store.accounts_of("kent"):
        officer.services.store.remove(account.id, by=account.id, now=officer.services.now())
    person.go(f"{address}/share")
    assert "does not use this service yet. Nobody would see what you share" in person.page.text
    assert not [form for form in person.page.forms if "Send it to the team" in form.buttons]
    token = person.go("/workspace").forms[0].values["csrf_token"]
    sent = {"csrf_token": token, "wish": ["share"], "consent": ["y"], "months": ["3"], "force": ["kent"]}
    person.send(f"{address}/share", sent)
    person.go("/workspace")
    assert "What you share" not in person.page.text


def test_who_has_no_force_yet_chooses_one_first(person: Person, officer: Officer) -> None:
    person.begins()
    person.fills_profile(postcode="BF1 2AU")
    person.press({"force": "none"})
    person.press({"kind": "quick"})
    address = person.at
    person.go(f"{address}/share")
    person.follow("Choose the police force")
    person.press({"other": "derbyshire"})
    assert person.at == f"{address}/share"
    assert "Derbyshire Constabulary" in person.page.text


def test_what_is_taken_back_is_gone_at_once(person: Person, officer: Officer) -> None:
    shares(person, person.finishes("1"))
    found = f"/advisers/requests/{share_id(person)}"
    officer.go(f"{found}/answers")
    person.go("/workspace")
    person.press(button="Stop sharing")
    assert "The advisers can no longer see it." in person.page.text
    assert "Stopped on" in person.page.text
    for page in ("", "/result", "/answers", "/plan", "/plan.pdf", "/close", "/pass-on"):
        officer.go(found + page, 404)
    assert found not in [to for _, to in officer.go("/advisers/requests").links]


def test_deleting_the_workspace_takes_it_away(person: Person, officer: Officer) -> None:
    found = f"/advisers/requests/{share_of(person)}"
    officer.go(found)
    person.go("/workspace/delete")
    person.press(button="Delete everything")
    officer.go(found, 404)


def test_what_is_over_is_gone(person: Person, officer: Officer) -> None:
    found = f"/advisers/requests/{share_of(person)}"
    officer.go(f"{found}/result")
    store, now = officer.services.store, officer.services.now()
    share = store.find_share("derbyshire", found.rpartition("/")[2], now)
    assert share is not None
    assert store.find_share("derbyshire", share.id, share.until - timedelta(seconds=1)) == share
    assert store.find_share("derbyshire", share.id, share.until) is None


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
    assert words(line).startswith("The Copper Kettle DE1 2XX Asks you to get in touch")


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
    shares(person, person.starts(business_name=HOSTILE[:60]), {**AGREED, "reach": HOSTILE, "message": HOSTILE})
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
    assert administrator.page.text.count(f"looked at the answers of the request {which}") == 1
    assert "Copper Kettle" not in administrator.page.text


def test_what_figures_count_follows_when_it_is_finished_again(person: Person, officer: Officer) -> None:
    address = person.finishes("3")
    shares(person, address)
    store, which = officer.services.store, share_id(person)
    before = store.find_share("derbyshire", which, officer.services.now())
    person.go(f"{address}/areas/leadership/1")
    person.answers("0")
    person.press(button="Finish")
    after = store.find_share("derbyshire", which, officer.services.now())
    assert before is not None
    assert after is not None
    assert before.facts is not None
    assert after.facts is not None
    assert (before.facts.percent, before.facts.gaps) == (100, ())
    assert after.facts.percent == 0
    assert "security-lead" in after.facts.gaps
    assert (after.facts.use, after.facts.people, after.facts.kind) == ("food-drink", "under-200", "quick")
    assert "Copper Kettle" not in str(after.facts)


def test_who_only_asks_for_contact_is_not_counted(person: Person, officer: Officer) -> None:
    address = person.finishes("3")
    shares(person, address, {"wish": "contact", "reach": "01332 1", "consent": "y"})
    found = officer.services.store.find_share("derbyshire", share_id(person), officer.services.now())
    assert found is not None
    assert found.facts is None


def test_the_plan_is_the_one_that_the_business_has(person: Person, officer: Officer, asked_to_print: list[str]) -> None:
    address = person.finishes("2")
    (order,) = asked_to_print
    request = f"/advisers/requests/{share_at(person, address)}"
    officer.go(f"{request}/plan.pdf")
    assert officer.page.heading.startswith("The plan is")
    assert officer.at == f"{request}/plan"
    assert set(asked_to_print) == {order}, "no second print of the same plan"
    officer.go(f"/prints/{order}")
    assert officer.at == "/return", "an order itself opens for its owner alone"
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

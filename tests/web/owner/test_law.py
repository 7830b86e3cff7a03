"""Martyn's Law on the pages: at the end of the profile, and on the result with how each duty stands."""

from __future__ import annotations

import re

from flask import Flask

from tests.person import Person, Typed

STANDARD: dict[str, Typed] = {"people": "300", "staff": "20"}


def _text(person: Person) -> str:
    return " ".join(person.page.text.split())


def test_the_end_of_the_profile_names_the_tier_and_what_decides_it(site: Flask) -> None:
    person = Person(site)
    person.begins()
    person.fills_profile(**STANDARD)
    person.press()
    assert person.at.endswith("/assessments")
    assert "Standard tier. On what you told us" in _text(person)
    assert "What decides it: From 200 to 799 people" in _text(person)
    assert "Who is probably responsible" in _text(person)
    assert "Look again" not in _text(person)


def test_two_answers_that_do_not_fit_are_said_with_a_way_back(site: Flask) -> None:
    person = Person(site)
    person.begins()
    person.fills_profile(public="controlled", **STANDARD)
    person.press()
    assert "Look again at what you told us about the place" in _text(person)
    assert "nobody checks it before they come in" in _text(person)
    person.follow("Change this")
    assert person.at.split("?")[0].endswith("/profile/people")
    person.press({"entry_checks": "yes"})
    while "/profile/" in person.at:
        person.press()
    person.press()
    assert "Look again" not in _text(person)


def test_the_result_says_how_each_duty_stands_and_leads_to_its_questions(site: Flask) -> None:
    person = Person(site)
    address = person.starts("full", **STANDARD)
    person.go(f"{address}/questions/lockdown-plan")
    person.press({"choice-lockdown-plan": "2"})
    person.go(f"{address}/answers")
    person.press(button="Finish")
    text = _text(person)
    assert "How the duties stand" in text
    assert "Plan for locking down: In place" in text
    assert "Plan for getting people out in an attack: Not answered" in text
    assert "Missing" not in text.split("How the duties stand")[1].split("What else the Act says")[0]
    links = [link for words, link in person.page.links if words == "Plan for locking down"]
    assert links[-1] == f"{address}/questions/lockdown-plan"


def test_a_procedure_that_was_said_not_to_apply_is_to_be_looked_at_again(site: Flask) -> None:
    """At an event, where there may be no building to bring people into."""
    person = Person(site)
    event: dict[str, Typed] = {"setting": "event", "event_site": "ordinary", "public": "controlled"}
    address = person.walks("full", **event, entry_checks="yes", people="1000", staff="20")
    person.go(f"{address}/questions/invacuation-safer-place")
    said: dict[str, Typed] = {
        "choice-invacuation-safer-place": "not-applicable",
        "reason-invacuation-safer-place": "We think not",
    }
    person.press(said)
    person.go(f"{address}/answers")
    person.press(button="Finish")
    text = _text(person)
    assert "The Act asks for a procedure so far as reasonably practicable: look at this again." in text
    assert "Safer place inside: You said it does not apply (We think not)" in text


def test_a_quick_check_shows_the_duties_and_no_status(site: Flask) -> None:
    person = Person(site)
    address = person.starts("quick", **STANDARD)
    person.go(f"{address}/answers")
    person.press(button="Finish")
    text = _text(person)
    assert "Standard tier" in text
    assert "A quick check asks too little to say how each duty stands" in text
    assert "Procedure: getting people out" in text
    assert "in place" not in text.split("The duties")[1].split("What else the Act says")[0]


def test_the_nation_is_worked_out_and_never_asked(site: Flask) -> None:
    person = Person(site)
    person.begins()
    assert not any("nation" in form.offers for form in person.page.forms)
    person.fills_profile(postcode="BT1 5GS")
    person.press()
    person.press({"kind": "quick"})
    person.go(f"{person.at}/answers")
    assert re.search("Nation *Northern Ireland", _text(person))

"""A second visit begins with what was found and promised at the first, question by question."""

from __future__ import annotations

import pytest
from flask import Flask

from assessment.answers import Answer
from tests.person import Person
from tests.reading import words
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_visit_reports import signs
from tests.web.advisers.test_visits import begins

GATE, LOCK, NOTE, PRIVATE = "The yard gate stood open", "Fit a lock", "No deputy then", "ONLY-FOR-US"
LEAD = "security-lead"


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of the owner's own force."""
    return Officer(site).joins("derbyshire", name="Val Visit")


@pytest.fixture
def first(person: Person, officer: Officer) -> str:
    """The address of a signed visit."""
    visit = begins(officer, share_at(person, person.finishes("0", kind="full")))
    officer.go(f"{visit}/findings")
    officer.press({"text": GATE, "importance": "high", "person": "Maya", "due": ["1", "2", "2020"]})
    officer.go(f"{visit}/advice")
    officer.press({"text": LOCK, "class_id": "now"})
    officer.go(f"{visit}/areas/leadership")
    officer.press({f"agreed-{LEAD}": "1", f"note-{LEAD}": NOTE, f"private-{LEAD}": PRIVATE})
    signs(officer, visit)
    return visit


def second(person: Person, officer: Officer, force: str = "derbyshire") -> str:
    """The address of a visit of the next assessment of the place, in which one question is better."""
    store, now = officer.services.store, officer.services.now()
    (done,) = (each for each in store.assessments_in(workspace(person)) if each.finished)
    again = store.open_again(done.workspace_id, done.id, now)
    store.save_answers(again.workspace_id, again.id, {LEAD: Answer("3")}, now)
    return begins(officer, share_at(person, f"/assessments/{again.id}", force))


def workspace(person: Person) -> str:
    """The id of the workspace that is open."""
    services = person.client.application.extensions["services"]
    person.go("/workspace")
    found = next(a.split("/")[2] for _, a in person.page.links if a.startswith("/assessments/"))
    return str(services.store.find_assessment(found).workspace_id)


def test_the_second_visit_begins_with_the_first(person: Person, officer: Officer, first: str) -> None:
    visit = second(person, officer)
    officer.go(visit)
    officer.follow("Then and now")
    text = officer.page.text
    for each in (GATE, "Maya, by 1 February 2020 (that day has passed)", LOCK, NOTE, "Val Visit visited"):
        assert each in text
    assert PRIVATE not in text
    rows = {words(row): row for row in officer.page.all("tr")}
    (line,) = [each for each in rows if NOTE in each]
    assert "Better: " in line
    officer.go(f"{visit}/areas/leadership")
    assert NOTE in officer.page.text
    assert officer.page.text.count("noted:") == 1
    assert len(officer.page.all("p", "walk__then")) == 1, "what is as it was is not said twice"


def test_what_the_business_stopped_sharing_is_not_shown(person: Person, officer: Officer, first: str) -> None:
    person.go("/workspace")
    person.press(button="Stop sharing")
    visit = second(person, officer)
    text = officer.go(f"{visit}/then-and-now").text
    assert GATE not in text
    assert NOTE not in text
    assert "There was no visit before. The assessment before was finished on" in text


def test_another_force_does_not_see_what_this_one_noted(
    site: Flask, person: Person, officer: Officer, first: str
) -> None:
    kent = Officer(site).joins("kent")
    visit = second(person, kent, "kent")
    text = kent.go(f"{visit}/then-and-now").text
    assert GATE not in text
    assert NOTE not in text


def test_a_first_visit_says_that_nothing_came_before(person: Person, officer: Officer) -> None:
    visit = begins(officer, share_at(person, person.answers_all("3")))
    assert "Nothing came before" in officer.go(f"{visit}/then-and-now").text
    assert "Then:" not in officer.go(f"{visit}/areas/leadership").text


def test_a_correction_is_compared_with_what_came_before_the_visit_it_corrects(
    person: Person, officer: Officer, first: str
) -> None:
    officer.go(first)
    officer.press(button="Correct this visit")
    corrected = officer.at
    assert "Nothing came before" in officer.go(f"{corrected}/then-and-now").text
    officer.go(f"{corrected}/sign-off")
    officer.press(button="Sign off")
    visit = second(person, officer)
    text = officer.go(f"{visit}/then-and-now").text
    assert text.count(GATE) == 1, "of the version that counts, once"

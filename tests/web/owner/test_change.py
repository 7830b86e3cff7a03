"""What changed since the last assessment of the same place: on the result page, in the data and in the plan."""

from __future__ import annotations

from flask.testing import FlaskClient

from reports.pdf.plan import plan_html
from tests.person import Person
from usecases.plans import report_of
from usecases.services import Services


def again(person: Person, *choices: str) -> str:
    """Assess the same place once more; gives the address of the assessment."""
    person.go("/workspace")
    person.follow("assess this place again")
    person.press({"kind": "quick"})
    address = person.at
    person.follow("Start with")
    person.answers(*choices)
    person.press(button="Finish")
    return address


def test_the_second_result_says_what_changed(person: Person, services: Services) -> None:
    first = person.finishes("1", "0")
    assert "Compared with" not in person.page.text
    second = again(person, "2", "0")
    identifier = second.split("/")[2]
    assessment = services.store.find_assessment(identifier)
    before = services.store.find_assessment(first.split("/")[2])
    assert assessment is not None
    assert before is not None
    premises = services.store.premises(assessment.workspace_id, assessment.premises_id)
    assert premises is not None
    report = report_of(services, assessment, premises)
    assert report.change is not None
    assert report.change.reference == before.reference
    assert report.change.up
    assert report.change.headline in person.page.text
    assert f"Compared with {before.reference}." in person.page.text
    assert report.change.headline in plan_html(report)
    client: FlaskClient = person.client
    data = client.get(f"{second}/plan.json").get_json()
    assert data["change"]["reference"] == before.reference
    assert len(data["change"]["up"]) == len(report.change.up)
    assert client.get(f"{first}/plan.json").get_json()["change"] is None


def test_what_is_not_finished_is_not_compared_with(person: Person) -> None:
    first = person.finishes("1")
    second = again(person, "3")
    assert "Compared with" in person.page.text
    person.send(f"{first}/reopen", {})
    assert "Compared with" not in person.go(f"{second}/result").text


def test_an_older_one_that_is_opened_again_has_no_earlier_one(person: Person) -> None:
    first = person.finishes("1")
    again(person, "3")
    person.go(f"{first}/answers")
    person.send(f"{first}/reopen", {})
    assert "Compared with" not in person.go(f"{first}/result").text
    person.send(f"{first}/finish", {})
    assert "Compared with" not in person.go(f"{first}/result").text

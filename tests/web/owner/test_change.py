"""What changed since the last assessment of the same place: on the result page, in the data and in the plan."""

from __future__ import annotations

from flask.testing import FlaskClient

from reports.pdf.plan import record_html
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
    assert report.change.headline in record_html(report)
    client: FlaskClient = person.client
    data = client.get(f"{second}/plan.json").get_json()
    assert data["change"]["reference"] == before.reference
    assert len(data["change"]["up"]) == len(report.change.up)
    assert client.get(f"{first}/plan.json").get_json()["change"] is None


def compared_with(person: Person, start: str) -> str:
    """The reference that the result of an assessment is compared with."""
    return str(person.client.get(f"{start}/plan.json").get_json()["change"]["reference"])


def reference(services: Services, start: str) -> str:
    """The reference of an assessment."""
    found = services.store.find_assessment(start.split("/")[2])
    assert found is not None
    return found.reference


def test_what_is_not_finished_is_not_compared_with(person: Person, services: Services) -> None:
    first = person.finishes("1")
    person.go(f"{first}/answers")
    person.press(button="Open it again")
    found = services.store.find_assessment(first.split("/")[2])
    assert found is not None
    person.send(f"/premises/{found.premises_id}/assessments", {"kind": ["quick"]})
    assert compared_with(person, person.at) == reference(services, first)


def test_an_older_one_that_is_opened_again_is_a_new_one(person: Person, services: Services) -> None:
    first = person.finishes("1")
    second = again(person, "3")
    person.go(f"{first}/answers")
    person.press(button="Open it again")
    third = person.at.removesuffix("/answers")
    assert "Compared with" not in person.go(f"{first}/result").text
    assert compared_with(person, third) == reference(services, second)
    person.go(f"{third}/answers")
    person.press(button="Finish")
    assert compared_with(person, third) == reference(services, second)
    assert compared_with(person, second) == reference(services, first)

"""The local police force: found by the postcode, chosen by the owner, or left open."""

from __future__ import annotations

import pytest

from tests.person import Person
from tests.reading import words
from usecases.services import Services


def at_force(person: Person, postcode: str) -> str:
    """Come to the page of the police force with a postcode."""
    person.begins()
    person.fills_profile(postcode=postcode)
    assert person.at.endswith("/police")
    return person.at


def lead(person: Person) -> str:
    """What the page of the police force says first."""
    return words(person.page.all("p", "lead")[0])


def result_of(person: Person) -> str:
    """Go on to the result of a quick check without answers; gives its text."""
    person.press({"kind": "quick"})
    start = person.at
    person.go(f"{start}/answers")
    person.press(button="Finish")
    return person.page.text


def other_options(person: Person) -> list[str]:
    """The forces that the long list offers."""
    return [value for value in person.page.form().offers["other"] if value]


@pytest.mark.parametrize(
    ("postcode", "tidy", "force"),
    [
        ("de1 2xx", "DE1 2XX", "Derbyshire"),
        ("DE1", "DE1", "Derbyshire"),
        ("BT1 5GS", "BT1 5GS", "Northern Ireland"),
        ("EC2V 7HH", "EC2V 7HH", "City of London"),
        ("AB10 1XG", "AB10 1XG", "Scotland"),
        ("CF10 3NQ", "CF10 3NQ", "South Wales"),
    ],
)
def test_a_postcode_finds_its_force(person: Person, postcode: str, tidy: str, force: str) -> None:
    at_force(person, postcode)
    assert tidy in lead(person)
    assert force in lead(person)
    assert "force" not in person.page.form().offers, "nothing to choose"
    person.press()
    assert person.at.endswith("/assessments")
    assert force in result_of(person)


@pytest.mark.parametrize(
    ("postcode", "least_offered"),
    [
        ("AL3 8", 2),  # a sector split between two forces
        ("BB18 6JH", 2),  # disputed between two sources
        ("JE2 3AB", 0),  # Jersey
        ("GY1 1AA", 0),
        ("ZZ99 9ZZ", 0),  # nowhere
        ("BX1 1LT", 0),  # without a location, like a PO box
    ],
)
def test_where_the_postcode_leaves_it_open_the_owner_chooses(
    person: Person, services: Services, postcode: str, least_offered: int
) -> None:
    address = at_force(person, postcode)
    offered = person.page.form().offers["force"]
    assert len(offered) == least_offered + 1, "and one to say that it is not known"
    assert "force" not in person.page.form().values, "nothing is picked before the person picks"
    page = person.press(status=400)
    assert [where for where, _ in page.errors] == ["#force"]
    likely = offered[0] if least_offered else "kent"
    person.press({"force": likely} if least_offered else {"other": likely})
    name = services.directory.force(likely).name
    assert name in result_of(person)
    person.go(address)
    assert name in lead(person)


@pytest.mark.parametrize("postcode", ["", "nonsense", "SW1A 1AAA", "<b>"])
def test_what_is_no_postcode_is_asked_for_again(person: Person, postcode: str) -> None:
    person.begins()
    page = person.press({"business_name": "Kettle", "postcode": postcode}, status=400)
    assert [where for where, _ in page.errors] == ["#postcode"]
    assert page.form().values["postcode"] == [postcode]


def test_the_force_that_was_found_can_be_changed_and_taken_back(person: Person, services: Services) -> None:
    address = at_force(person, "DE1 2XX")
    assert len(other_options(person)) > 40
    person.press({"other": "kent"})
    person.go(address)
    assert "Derbyshire" not in lead(person)
    assert "as you chose" in lead(person)
    person.press({"other": "derbyshire"})
    person.go(address)
    assert "Derbyshire" in lead(person)


def test_a_choice_is_kept_when_the_page_is_saved_again(person: Person) -> None:
    address = at_force(person, "DE1 2XX")
    person.press({"other": "kent"})
    person.go(address)
    person.press()
    person.go(address)
    assert "Kent" in lead(person)


def test_not_knowing_is_an_answer(person: Person) -> None:
    address = at_force(person, "JE2 3AB")
    person.press({"force": "none"})
    assert person.at.endswith("/assessments")
    assert "do not know yet which police force" in result_of(person)
    person.follow("Choose the police force")
    assert person.at.startswith(address)
    person.press({"other": "hampshire"})
    assert person.at.endswith("/result"), "a change from the result lands back there"
    assert "Hampshire" in person.page.text


@pytest.mark.parametrize("force", ["nonsense", "<b>", "\x00", "x" * 500])
def test_a_force_that_does_not_exist_is_refused(person: Person, force: str) -> None:
    address = at_force(person, "JE2 3AB")
    for field in ("force", "other"):
        person.send(address, {field: [force]}, 400)
        assert force not in person.page.text


def test_a_new_postcode_does_not_overrule_the_owner(person: Person) -> None:
    address = at_force(person, "DE1 2XX")
    person.press({"other": "kent"})
    person.go(address.replace("/police", "/profile/place"))
    person.press({"postcode": "M1 1AE"})
    person.go(address)
    assert "Kent" in lead(person)

"""The profile: what is asked, what is refused, and that nothing typed is lost."""

from __future__ import annotations

import pytest

from questions import Bank
from tests.person import PROFILE, Person, Typed
from usecases.services import Services


@pytest.fixture
def place(person: Person) -> str:
    """The first page of the profile of a new place; the person sees it."""
    person.begins()
    return person.at


def profile_of(person: Person) -> dict[str, object]:
    """What is kept of the place."""
    everything = person.client.get("/workspace/data.json").get_json()
    return dict(everything["premises"][0]["profile"])


def test_the_profile_is_asked_page_by_page(person: Person, place: str, bank: Bank) -> None:
    seen = []
    while "/profile/" in person.at:
        name = person.at.rpartition("/")[2]
        seen.append(name)
        shown = {key: each for key, each in person.page.form().values.items() if key not in ("csrf_token", "revisions")}
        assert not any(each[0] for each in shown.values() if each)
        person.press(PROFILE[name])
    assert seen == [page.id for page in bank.profile]
    kept = profile_of(person)
    assert kept["postcode"] == "DE1 2XX"
    assert kept["people"] == 60
    assert kept["entry_checks"] is False
    assert kept["activities"] == ["mail", "deliveries", "online"]
    assert "premises_name" not in kept
    assert person.at.endswith("/police")


def test_an_empty_page_names_all_that_is_missing(person: Person, place: str) -> None:
    page = person.press(status=400)
    assert [where for where, _ in page.errors] == ["#business_name", "#postcode"]
    assert profile_of(person) == {}


@pytest.mark.parametrize(
    ("page_id", "typed", "wrong"),
    [
        ("place", {"business_name": "", "postcode": "de1 2xx", "took_part": "Maya"}, ["business_name"]),
        ("place", {"business_name": "x" * 201, "postcode": "DE1"}, ["business_name"]),
        ("place", {"business_name": "Kettle", "postcode": "nonsense"}, ["postcode"]),
        ("place", {"business_name": "Kettle", "postcode": "12345"}, ["postcode"]),
        ("kind", {"setting": "building"}, ["use", "public"]),
        ("people", {"people": "many", "staff": "5", "entry_checks": "no", "excluded_site": "neither"}, ["people"]),
        ("people", {"people": "8", "staff": "9", "entry_checks": "no", "excluded_site": "neither"}, ["staff"]),
        ("people", {"people": "0", "staff": "-1"}, ["people", "staff", "entry_checks", "excluded_site"]),
        ("people", {"people": "9" * 10, "staff": "1.5", "entry_checks": "yes"}, ["people", "staff", "excluded_site"]),
        ("surroundings", {"nearby": ["vehicles", "none"], "tenure": "owner"}, ["nearby"]),
    ],
)  # fmt: skip
def test_faults_are_named_and_what_was_typed_stays(
    person: Person, place: str, page_id: str, typed: dict[str, Typed], wrong: list[str]
) -> None:
    while not person.at.endswith(f"/{page_id}"):
        person.press(PROFILE[person.at.rpartition("/")[2]])
    before = profile_of(person)
    page = person.press(typed, status=400)
    assert [where.removeprefix("#") for where, _ in page.errors] == wrong
    values = page.form().values
    for name, value in typed.items():
        assert values.get(name, [""]) == ([value] if isinstance(value, str) else value), name
    for name in wrong:
        assert page.by_id(f"{name}-error") is not None
    assert profile_of(person) == before
    person.press({**typed, **PROFILE[page_id]})
    assert not person.at.endswith(f"/{page_id}")


@pytest.mark.parametrize("value", ["<b>", "rocket", "", "\x00", "0", "x" * 500])
def test_a_choice_that_is_not_offered_is_refused(person: Person, place: str, value: str) -> None:
    person.press(PROFILE["place"])
    values = {name: [each] if isinstance(each, str) else each for name, each in PROFILE["kind"].items()}
    page = person.send(person.at, {**values, "use": [value]}, 400)
    assert [where for where, _ in page.errors] == ["#use"]
    assert page.form().values["setting"] == ["building"]
    assert "use" not in profile_of(person)


def test_numbers_may_be_typed_as_people_write_them(person: Person, place: str) -> None:
    for page in ("place", "kind"):
        person.press(PROFILE[page])
    person.press({**PROFILE["people"], "people": " 1,200 "})
    assert profile_of(person)["people"] == 1200


@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [
        ({"public": "staff-only"}, "excluded_site", "entry_checks"),
        ({"setting": "event"}, "event_site", "excluded_site"),
        ({"setting": "open-air"}, "open_air_leisure", "event_site"),
    ],
)
def test_only_what_fits_the_place_is_asked(
    person: Person, place: str, kind: dict[str, str], asked: str, not_asked: str
) -> None:
    person.press(PROFILE["place"])
    person.press({**PROFILE["kind"], **kind})
    assert asked in person.page.form().offers
    assert not_asked not in person.page.form().offers


def test_an_unfinished_profile_is_gone_on_with(person: Person, another: Person) -> None:
    code = person.begins()
    person.press(PROFILE["place"])
    another.returns(code)
    another.follow("Continue")
    assert another.at.endswith("/profile/kind")
    another.follow("Back")
    assert another.page.form().values["business_name"] == ["The Copper Kettle"]


def test_questions_need_a_finished_profile(person: Person, place: str) -> None:
    person.press(PROFILE["place"])
    person.go(f"{place.rpartition('/profile/')[0]}/assessments")
    assert person.at.endswith("/profile/kind")
    assert person.page.all("div", "govuk-inset-text"), "it says why"


def test_a_page_that_the_profile_does_not_have_is_not_found(person: Person, place: str) -> None:
    person.go(f"{place.rpartition('/')[0]}/nonsense", 404)


@pytest.mark.parametrize("kind", ["", "both", "<b>"])
def test_the_kind_of_assessment_must_be_chosen(person: Person, place: str, kind: str) -> None:
    person.fills_profile()
    person.press()
    page = person.send(person.at, {"kind": [kind]}, 400)
    assert [where for where, _ in page.errors] == ["#kind"]
    person.go("/workspace")
    assert "No questions answered yet" in person.page.text


def test_what_cannot_be_printed_is_said_after_saving_and_beside_the_field(person: Person, place: str) -> None:
    person.press({**PROFILE["place"], "business_name": "Café ᠮ 茶館"})
    warning = "Our fonts cannot print ᠮ. PDFs show a box (□) instead."
    assert f"Business: {warning}" in person.page.text
    page = person.go(place)
    assert warning in page.text
    person.press({"business_name": "Café 茶館"})
    assert "cannot print" not in person.page.text
    assert "cannot print" not in person.go(place).text


def test_a_choice_that_was_retired_takes_nothing_else_with_it(person: Person, place: str, services: Services) -> None:
    """A place kept from before a choice was retired: saving another page loses only that choice."""
    person.fills_profile()
    person.press()
    person.press({"kind": "quick"})
    begun = services.store.find_assessment(person.at.split("/")[2])
    assert begun is not None
    old = {**begun.profile, "building": ("glazing", "toilets")}
    services.store.save_profile(begun.workspace_id, begun.premises_id, old, services.now())
    person.go(place)
    person.press({"took_part": "Sam, manager"})
    assert (profile_of(person)["took_part"], profile_of(person)["building"]) == ("Sam, manager", ["glazing"])

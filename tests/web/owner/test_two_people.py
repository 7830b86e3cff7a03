"""Two people with one return code on one page: nobody's answer is lost, and whoever is second sees both texts."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.person import Person
from tests.reading import words
from usecases.services import Services

LEAD = "security-lead"
PAGE = "areas/leadership/1"


@pytest.fixture
def both(site: Flask) -> tuple[Person, Person]:
    """Two devices on which the same page of questions is open."""
    first, second = Person(site), Person(site)
    code = first.begins()
    first.fills_profile()
    first.press()
    first.press({"kind": "full"})
    address = f"{first.at}/{PAGE}"
    second.returns(code)
    for person in (first, second):
        person.go(address)
    return first, second


def panel(person: Person) -> str:
    """The words of the choice between two texts."""
    (found,) = person.page.all("div", "clash")
    return words(found)


def others(person: Person) -> str:
    """Another question of the page."""
    return next(name for name in person.page.form("Save").offers if name.startswith("choice-") and LEAD not in name)


def saved(person: Person, page: str) -> dict[str, list[str]]:
    """What is saved, as anybody sees who opens the page."""
    return dict(person.go(page).form("Save").values)


def test_two_who_answer_different_questions_lose_nothing(both: tuple[Person, Person]) -> None:
    first, second = both
    page, other = second.at, others(second)
    first.press({f"choice-{LEAD}": "2", f"note-{LEAD}": "Typed on the phone"}, button="Save")
    second.press({other: "1"}, button="Save")
    assert "/areas/" in second.at
    assert second.at != page, "it goes on: nothing clashes"
    values = saved(first, page)
    assert values[f"choice-{LEAD}"] == ["2"]
    assert values[f"note-{LEAD}"] == ["Typed on the phone"]
    assert values[other] == ["1"]


def test_a_note_and_a_level_of_one_question_come_together(both: tuple[Person, Person]) -> None:
    first, second = both
    page = first.at
    first.press({f"choice-{LEAD}": "3"}, button="Save")
    second.press({f"note-{LEAD}": "Maya leads"}, button="Save")
    values = saved(first, page)
    assert (values[f"choice-{LEAD}"], values[f"note-{LEAD}"]) == (["3"], ["Maya leads"])


@pytest.mark.parametrize(("keep", "kept"), [("mine", "Sam leads"), ("theirs", "Maya leads"), (None, "Sam leads")])
def test_whoever_is_second_sees_both_texts_and_chooses(
    both: tuple[Person, Person], keep: str | None, kept: str
) -> None:
    first, second = both
    page, other = second.at, others(second)
    first.press({f"choice-{LEAD}": "2", f"note-{LEAD}": "Maya leads"}, button="Save")
    second.press({f"note-{LEAD}": "Sam leads", other: "1"}, button="Save", status=409)
    assert "Someone else changed this" in second.page.text
    assert "What you entered: Sam leads" in panel(second)
    assert "What they saved: Maya leads" in panel(second)
    form = second.page.form("Save")
    assert form.values[f"note-{LEAD}"] == ["Sam leads"], "nothing that was typed is lost"
    assert form.values[f"choice-{LEAD}"] == ["2"], "what the other saved and nobody else touched is there"
    assert saved(first, page)[other] == ["1"], "everything else on the page is saved"
    second.press({f"keep-note-{LEAD}": keep} if keep else {}, button="Save")
    values = saved(first, page)
    assert values[f"note-{LEAD}"] == [kept]
    assert values[f"choice-{LEAD}"] == ["2"]


def test_a_text_that_says_both_can_be_written(both: tuple[Person, Person]) -> None:
    first, second = both
    page = first.at
    first.press({f"note-{LEAD}": "Maya leads"}, button="Save")
    second.press({f"note-{LEAD}": "Sam leads"}, button="Save", status=409)
    second.press({f"note-{LEAD}": "Maya and Sam lead"}, button="Save")
    assert saved(first, page)[f"note-{LEAD}"] == ["Maya and Sam lead"]


def test_two_who_choose_the_same_do_not_clash(both: tuple[Person, Person]) -> None:
    first, second = both
    for person in both:
        person.press({f"choice-{LEAD}": "1"}, button="Save")
    assert "/areas/" in second.at
    assert first.at == second.at


def test_a_third_change_while_choosing_clashes_again(both: tuple[Person, Person]) -> None:
    first, second = both
    page = first.at
    first.press({f"note-{LEAD}": "One"}, button="Save")
    second.press({f"note-{LEAD}": "Two"}, button="Save", status=409)
    first.go(page)
    first.press({f"note-{LEAD}": "Three"}, button="Save")
    second.press(button="Save", status=409)
    assert "Three" in second.page.text
    assert second.page.form("Save").values[f"note-{LEAD}"] == ["Two"]


def test_a_problem_loses_nothing_and_still_sees_the_clash(both: tuple[Person, Person]) -> None:
    first, second = both
    page = first.at
    first.press({f"note-{LEAD}": "Maya leads"}, button="Save")
    long = "x" * 2001
    second.press({f"note-{others(second)[7:]}": long, f"note-{LEAD}": "Sam leads"}, button="Save", status=400)
    form = second.page.form("Save")
    assert form.values[f"note-{LEAD}"] == ["Sam leads"]
    assert saved(first, page)[f"note-{LEAD}"] == ["Maya leads"]
    second.press({f"note-{others(second)[7:]}": "Short"}, button="Save", status=409)
    assert "Maya leads" in second.page.text


def test_pressing_twice_is_pressing_once(both: tuple[Person, Person], services: Services) -> None:
    first, _ = both
    page, form = first.at, first.page.form("Save")
    sent = {**form.values, f"choice-{LEAD}": ["2"], f"note-{LEAD}": ["Twice"]}
    for _ in range(2):
        assert first.client.post(page, data=sent).status_code == 302
    answer = services.store.answers(page.split("/")[2])[LEAD]
    assert (answer.choice, answer.note) == ("2", "Twice")


def test_an_untouched_page_writes_nothing(both: tuple[Person, Person], services: Services) -> None:
    first, second = both
    first.press({f"choice-{LEAD}": "2", f"note-{LEAD}": "Maya leads"}, button="Save")
    before = services.store.answers(second.at.split("/")[2])
    second.press(button="Save")
    assert services.store.answers(second.at.split("/")[2]) == before


@pytest.fixture
def profiles(site: Flask) -> tuple[Person, Person]:
    """Two devices on which the first page of a profile that is filled in is open."""
    first, second = Person(site), Person(site)
    code = first.begins()
    address = first.at
    first.fills_profile()
    second.returns(code)
    for person in (first, second):
        person.go(address)
    return first, second


def test_two_on_a_profile_page_lose_nothing(profiles: tuple[Person, Person]) -> None:
    first, second = profiles
    page = first.at
    first.press({"business_name": "The Brass Kettle"})
    second.press({"took_part": "Sam, manager"})
    values = saved_profile(first, page)
    assert (values["business_name"], values["took_part"]) == (["The Brass Kettle"], ["Sam, manager"])


@pytest.mark.parametrize(("keep", "kept"), [("mine", "The Iron Kettle"), ("theirs", "The Brass Kettle")])
def test_two_names_on_a_profile_page_are_put_to_the_second(
    profiles: tuple[Person, Person], keep: str, kept: str
) -> None:
    first, second = profiles
    page = first.at
    first.press({"business_name": "The Brass Kettle", "postcode": "DE1 3AA"})
    second.press({"business_name": "The Iron Kettle"}, status=409)
    assert "The Brass Kettle" in second.page.text
    form = second.page.form()
    assert form.values["business_name"] == ["The Iron Kettle"]
    second.press({"keep-business_name": keep})
    values = saved_profile(first, page)
    assert (values["business_name"], values["postcode"]) == ([kept], ["DE1 3AA"])


def test_ticks_and_choices_of_a_profile_clash_in_words(site: Flask) -> None:
    first, second = Person(site), Person(site)
    code = first.begins()
    page = first.at.replace("/place", "/surroundings")
    first.fills_profile()
    second.returns(code)
    for person in (first, second):
        person.go(page)
    offers = first.page.form().offers["nearby"]
    first.press({"nearby": [offers[0], offers[1]], "tenure": "owner"})
    second.press({"nearby": [offers[2]], "tenure": "tenant"}, status=409)
    assert "vehicles" not in panel(second), "in the words of the page, not in ids"
    second.press({"keep-nearby": "theirs"})
    values = saved_profile(first, page)
    assert set(values["nearby"]) == {offers[0], offers[1]}


def saved_profile(person: Person, page: str) -> dict[str, list[str]]:
    """What is saved of a page of the profile."""
    return dict(person.go(page).form().values)


def test_both_are_told_that_somebody_else_is_there(both: tuple[Person, Person], person: Person) -> None:
    for each in both:
        assert "This workspace is open on another device too" in each.go(each.at).text
    start = person.starts("full")
    assert "another device" not in person.go(f"{start}/{PAGE}").text, "two tabs of one browser are one device"

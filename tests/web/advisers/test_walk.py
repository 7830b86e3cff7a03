"""The walk of a visit: gaps first, filters, and what has been seen."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from assessment.visit_overrides import Remark
from assessment.visit_records import Finding
from storage.visit_records import FINDINGS
from tests.person import Person
from tests.reading import words
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_visits import begins
from usecases.visit_walk import SHOWS

LEAD = "security-lead"


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser of the owner's own force."""
    return Officer(site).joins("derbyshire")


@pytest.fixture
def visit(person: Person, officer: Officer) -> str:
    """The address of a visit to a place with answers of every kind."""
    return begins(officer, share_at(person, person.answers_all("3", "0", "dont-know", "1", "2", kind="full")))


def lines(officer: Officer) -> list[str]:
    """The ids of the questions on the page."""
    return [str(each.get("id")).removeprefix("q-") for each in officer.page.all("li", "walk__line")]


def remarks(officer: Officer, visit: str) -> dict[str, Remark]:
    """What is remarked on a visit."""
    return officer.services.store.remarks(visit.rpartition("/")[2])


def own_levels(officer: Officer, visit: str) -> dict[str, int | None]:
    """The levels of the business's own answers."""
    found = officer.services.store.visit("derbyshire", visit.rpartition("/")[2], officer.services.now())
    assert found is not None
    return {name: each.level for name, each in officer.services.store.answers(found.assessment_id).items()}


def counted(officer: Officer) -> dict[str, int]:
    """How many questions each filter says that it shows."""
    ways = officer.page.all("ul", "ways")[0]
    return {found[1]: int(found[2]) for each in ways if (found := re.fullmatch(r"(.+) (\d+)", words(each)))}


def test_every_filter_shows_as_many_as_it_says(officer: Officer, visit: str) -> None:
    officer.go(f"{visit}/areas/all")
    said, everything = counted(officer), lines(officer)
    assert said["All"] == len(everything) > 30
    assert len(said) == len(SHOWS) - 2, "nothing does not apply here, and nobody wrote a note"
    for name, (title, _) in SHOWS.items():
        if title in said:
            officer.go(f"{visit}/areas/all?show={name}")
            assert len(lines(officer)) == said[title], name
    levels = own_levels(officer, visit)
    officer.go(f"{visit}/areas/all?show=gaps")
    assert set(lines(officer)) == {each for each in everything if (levels[each] or 0) < 2}
    officer.go(f"{visit}/areas/all?show=nonsense")
    assert lines(officer) == everything


def test_areas_with_most_gaps_come_first_and_stay_there(officer: Officer, visit: str) -> None:
    officer.go(f"{visit}/areas/all")
    levels, bank = own_levels(officer, visit), officer.services.bank
    order = list(dict.fromkeys(bank.area_of[each].id for each in lines(officer)))
    gaps = [sum((levels[q] or 0) < 2 for q in lines(officer) if bank.area_of[q].id == area) for area in order]
    assert gaps == sorted(gaps, reverse=True)
    first = next(each for each in lines(officer) if (levels[each] or 0) < 2)
    officer.press({f"agreed-{first}": "3"}, button="Save")
    assert list(dict.fromkeys(bank.area_of[each].id for each in lines(officer))) == order


def test_a_tick_is_kept_and_taken_back_and_nothing_else_is_said(officer: Officer, visit: str) -> None:
    officer.go(f"{visit}/areas/leadership")
    officer.press({f"looked-{LEAD}": "y"}, button="Save")
    assert remarks(officer, visit) == {LEAD: Remark(looked=True)}
    assert "There are no remarks yet." in officer.go(visit).text
    officer.go(f"{visit}/areas/leadership")
    form = officer.page.form("Save")
    officer.send(officer.at, {**form.values, f"looked-{LEAD}": [""]})
    assert remarks(officer, visit) == {}


def test_whatever_is_remarked_on_has_been_seen(officer: Officer, visit: str) -> None:
    officer.go(f"{visit}/areas/all")
    before = counted(officer)["Not seen"]
    officer.press({f"note-{LEAD}": "A good list"}, button="Save")
    assert remarks(officer, visit) == {LEAD: Remark(note="A good list")}, "no tick is kept that nobody set"
    assert counted(officer)["Not seen"] == before - 1


def test_all_seen_goes_round_the_areas_until_nothing_is_left(officer: Officer, visit: str) -> None:
    officer.go(f"{visit}/areas/all")
    officer.go(f"{visit}/areas/{officer.services.bank.area_of[lines(officer)[0]].id}")
    been = []
    while "/areas/" in officer.at:
        been.append(officer.at)
        form = officer.page.form("Save")
        officer.send(officer.at, {**form.values, "all_seen": ["y"]})
    assert len(been) == len(set(been)) > 10
    assert len(been) < 30, "presses for a full assessment in which nothing differs"
    assert "Every question has been seen." in officer.page.text
    found = remarks(officer, visit)
    assert all(each == Remark(looked=True) for each in found.values())
    officer.go(f"{visit}/areas/all")
    assert set(found) == set(lines(officer))


def test_what_a_filter_left_out_stays_as_it_is(officer: Officer, visit: str) -> None:
    officer.go(f"{visit}/areas/all")
    officer.press({f"note-{LEAD}": "A good list"}, button="Save")
    officer.go(f"{visit}/areas/all?show=gaps")
    shown = lines(officer)
    assert LEAD not in shown
    officer.send(officer.page.address, {**officer.page.form("Save").values, "all_seen": ["y"]})
    found = remarks(officer, visit)
    assert found[LEAD] == Remark(note="A good list")
    assert set(found) == {LEAD, *shown}


def test_the_sign_off_says_what_was_not_seen(officer: Officer, visit: str) -> None:
    officer.go(f"{visit}/sign-off")
    assert re.search(r"(\d+) of \1 questions have not been ticked as seen", officer.page.text)
    officer.go(f"{visit}/areas/all")
    officer.send(officer.at, {**officer.page.form("Save").values, "all_seen": ["y"]})
    assert "ticked as seen" not in officer.go(f"{visit}/sign-off").text


def test_an_area_that_is_not_asked_leads_to_the_visit_and_an_unknown_one_nowhere(officer: Officer, visit: str) -> None:
    officer.go(f"{visit}/areas/all")
    asked = {officer.services.bank.area_of[each].id for each in lines(officer)}
    left = next(each.id for each in officer.services.bank.areas if each.id not in asked)
    assert officer.go(f"{visit}/areas/{left}").address == visit
    officer.go(f"{visit}/areas/unknown", 404)


@pytest.mark.parametrize("page", ["result", "answers"])
def test_from_result_and_answers_a_question_of_the_visit_is_one_press_away(
    officer: Officer, visit: str, page: str
) -> None:
    found = officer.services.store.visit("derbyshire", visit.rpartition("/")[2], officer.services.now())
    assert found is not None
    officer.go(f"/advisers/requests/{found.share_id}/{page}")
    links = [address for _, address in officer.page.links if f"{visit}/areas/" in address]
    if page == "answers":
        assert {each.partition("#q-")[2] for each in links} == set(own_levels(officer, visit))
    assert links
    for each in links[:12]:
        address, _, question = each.partition("#q-")
        officer.go(address)
        assert question in lines(officer), each
    officer.go(f"{visit}/sign-off")
    officer.press({"signed_for": "Maya", "extend": "y"})
    officer.go(f"/advisers/requests/{found.share_id}/{page}")
    assert not [address for _, address in officer.page.links if f"{visit}/areas/" in address]


def finds(officer: Officer, question: str, **typed: str) -> None:
    """Press the button beside a question's line, with what is typed on the page."""
    form = officer.page.form("Save")
    values = {**form.values, **{name: [text] for name, text in typed.items()}, "finding": [question]}
    officer.send(officer.at, values)


def findings(officer: Officer, visit: str) -> list[Finding]:
    """The findings of a visit."""
    return list(officer.services.store.records_of(visit.rpartition("/")[2], FINDINGS).values())


def test_a_finding_begins_at_its_question_and_leads_back_to_its_line(officer: Officer, visit: str) -> None:
    officer.go(f"{visit}/areas/leadership?show=essential")
    finds(officer, LEAD, **{f"note-{LEAD}": "Nobody is named", f"private-{LEAD}": "Ask Maya alone"})
    assert remarks(officer, visit)[LEAD] == Remark(note="Nobody is named", private="Ask Maya alone")
    assert officer.page.heading.endswith("Add a finding")
    values = officer.page.form("Save").values
    assert (values["question"], values["text"]) == ([LEAD], ["Nobody is named"])
    assert "Ask Maya alone" not in officer.page.html
    assert ("The questions", f"{visit}/areas/leadership?show=essential#q-{LEAD}") in officer.page.links
    officer.press({"importance": "high"}, button="Save")
    assert officer.at == f"{visit}/areas/leadership?show=essential"
    assert findings(officer, visit) == [Finding("Nobody is named", "high", question=LEAD)]


def test_a_finding_that_was_begun_twice_is_one(officer: Officer, visit: str) -> None:
    officer.go(f"{visit}/areas/leadership")
    finds(officer, LEAD, **{f"note-{LEAD}": "Nobody is named"})
    first, form = officer.at, officer.page.form("Save").values
    officer.go(f"{visit}/areas/leadership")
    finds(officer, LEAD)
    for address in (officer.at, first, first):
        officer.send(address, {**form, "importance": ["high"]})
    assert findings(officer, visit) == [Finding("Nobody is named", "high", question=LEAD)]
    officer.go(f"{visit}/areas/leadership")
    finds(officer, LEAD)
    assert officer.page.heading.endswith("Change the finding")
    officer.press({"text": "Nobody is named, or knows it"}, button="Save")
    assert [each.text for each in findings(officer, visit)] == ["Nobody is named, or knows it"]
    assert officer.at == f"{visit}/areas/leadership"


def test_enter_in_a_field_of_the_walk_saves_and_begins_nothing(officer: Officer, visit: str) -> None:
    """A browser presses the first button of a form for it."""
    page = officer.go(f"{visit}/areas/leadership")
    (form,) = [each for each in page.forms if f"note-{LEAD}" in each.offers]
    first = next(each for each in form.element.iter("button"))
    assert (words(first), first.get("name")) == ("Save", None)


def test_with_a_problem_on_the_page_no_finding_is_begun(officer: Officer, visit: str) -> None:
    officer.go(f"{visit}/areas/leadership")
    form = officer.page.form("Save")
    too_long = {f"note-{LEAD}": ["x" * 3000], "finding": [LEAD]}
    page = officer.send(officer.at, {**form.values, **too_long}, status=400)
    assert "x" * 3000 in page.html, "what was typed is there"
    assert findings(officer, visit) == []


@pytest.mark.parametrize("way", ["?question=unknown&area=leadership", f"?question={LEAD}&area=//evil.example"])
def test_a_way_back_that_leads_nowhere_is_that_to_the_visit(officer: Officer, visit: str, way: str) -> None:
    page = officer.go(f"{visit}/findings/{'A' * 16}{way}")
    assert ("The visit", f"{visit}#findings") in page.links

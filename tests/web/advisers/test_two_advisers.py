"""Two advisers on one visit: nobody's remark is lost, and whoever is second sees both texts."""

from __future__ import annotations

import pytest
from flask import Flask

from assessment.answers import Answer
from assessment.visit_overrides import Remark
from storage.visit_records import ADVICE
from tests.inapplicable import inapplicable
from tests.person import Person
from tests.reading import words
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_visits import begins

LEAD = "security-lead"


@pytest.fixture
def pair(site: Flask, person: Person) -> tuple[Officer, Officer]:
    """Two advisers, both with the first page of questions of one visit open."""
    first = Officer(site).joins("derbyshire", name="Val Visit")
    second = Officer(site).joins("derbyshire", name="Bo Beside")
    visit = begins(first, share_at(person, person.answers_all("3", kind="full")))
    for officer in (first, second):
        officer.go(f"{visit}/areas/leadership")
    return first, second


def other(officer: Officer) -> str:
    """Another question of the page."""
    offers = officer.page.form("Save").offers
    return next(n.removeprefix("agreed-") for n in offers if n.startswith("agreed-") and LEAD not in n)


def visit_of(officer: Officer) -> str:
    """The id of the visit that is open."""
    return officer.at.split("/")[3]


def remark(officer: Officer, question: str = LEAD) -> Remark | None:
    """What is saved on a question of the visit that is open."""
    return officer.services.store.remarks(visit_of(officer)).get(question)


def test_two_who_remark_on_different_questions_lose_nothing(pair: tuple[Officer, Officer]) -> None:
    first, second = pair
    another = other(second)
    first.press({f"agreed-{LEAD}": "1", f"note-{LEAD}": "No deputy", f"private-{LEAD}": "Ask in May"})
    second.press({f"note-{another}": "Seen"})
    assert remark(first) == Remark("1", "3", "", "Ask in May", "No deputy")
    assert remark(first, another) == Remark(note="Seen")


def test_the_fields_of_one_question_come_together(pair: tuple[Officer, Officer]) -> None:
    first, second = pair
    first.press({f"agreed-{LEAD}": "1"})
    second.press({f"private-{LEAD}": "Ask in May"})
    assert remark(first) == Remark("1", "3", "", "Ask in May")


@pytest.mark.parametrize(("keep", "kept"), [("mine", "Two deputies"), ("theirs", "No deputy"), (None, "Two deputies")])
def test_whoever_is_second_sees_both_texts_and_chooses(
    pair: tuple[Officer, Officer], keep: str | None, kept: str
) -> None:
    first, second = pair
    another = other(second)
    first.press({f"note-{LEAD}": "No deputy"})
    second.press({f"note-{LEAD}": "Two deputies", f"note-{another}": "Seen"}, status=409)
    (panel,) = second.page.all("div", "clash")
    assert "What you entered: Two deputies" in words(panel)
    assert "What they saved: No deputy" in words(panel)
    assert second.page.form("Save").values[f"note-{LEAD}"] == ["Two deputies"]
    saved = remark(first, another)
    assert saved is not None
    assert saved.note == "Seen", "everything else on the page is saved"
    second.press({f"keep-note-{LEAD}": keep} if keep else {})
    assert remark(first) == Remark(note=kept)


def test_two_levels_are_put_in_words(pair: tuple[Officer, Officer]) -> None:
    first, second = pair
    first.press({f"agreed-{LEAD}": "1"})
    second.press({f"agreed-{LEAD}": "0"}, status=409)
    (panel,) = second.page.all("div", "clash")
    question = second.services.bank.by_id[LEAD]
    assert question.options[0] in words(panel)
    assert question.options[1] in words(panel)
    second.press({f"keep-agreed-{LEAD}": "theirs"})
    assert remark(first) == Remark("1", "3")


def test_an_untouched_page_writes_nothing(pair: tuple[Officer, Officer]) -> None:
    first, second = pair
    first.press({f"agreed-{LEAD}": "1", f"note-{LEAD}": "No deputy"})
    second.press(button="Save")
    assert remark(first) == Remark("1", "3", note="No deputy")


def test_colleagues_on_one_visit_are_told_of_each_other(pair: tuple[Officer, Officer]) -> None:
    first, second = pair
    visit = f"/advisers/visits/{visit_of(first)}"
    for page in (first.at, visit, f"{visit}/advice", f"{visit}/sign-off"):
        assert "Bo Beside has this visit open too. You can both save" in first.go(page).text
        assert "Val Visit has this visit open too." in second.go(page).text


def test_an_adviser_on_two_devices_and_the_business_are_told_too(site: Flask, person: Person) -> None:
    officer = Officer(site).joins("derbyshire", name="Val Visit")
    address = person.answers_all("3", kind="full")
    visit = begins(officer, share_at(person, address))
    page = officer.go(f"{visit}/areas/leadership")
    assert "The business has its answers open too" in page.text
    assert "this visit open" not in page.text
    assert "A security adviser has a visit open" in person.go(f"{address}/areas/leadership/1").text
    tablet = Officer(site)
    tablet.account, tablet.secret = officer.account, officer.secret
    tablet.signs_in()
    assert "You have this visit open on another device too." in tablet.go(visit).text


def test_nobody_is_told_of_someone_at_another_visit(pair: tuple[Officer, Officer], another: Person) -> None:
    first, second = pair
    begins(second, share_at(another, another.answers_all("3")))
    assert "open too" not in first.go(first.at).text.replace("its answers open too", "")


def test_each_remark_says_who_changed_it_last(pair: tuple[Officer, Officer]) -> None:
    first, second = pair
    address, another = first.at, other(second)
    first.press({f"note-{LEAD}": "No deputy"})
    second.press({f"note-{another}": "Seen"})
    found = {who: first.go(address).text.count(f"Last changed by {who} on 2") for who in ("you", "Bo Beside")}
    assert found == {"you": 1, "Bo Beside": 1}
    assert "Last changed by Val Visit on" in second.go(address).text
    second.press({f"private-{LEAD}": "Ask in May"})
    assert "Last changed by you" not in first.go(address).text


def test_a_problem_saves_nothing_and_loses_nothing(pair: tuple[Officer, Officer]) -> None:
    first, second = pair
    first.press({f"note-{LEAD}": "No deputy"})
    long = "x" * 2001
    second.press({f"note-{LEAD}": "Two deputies", f"private-{LEAD}": long}, status=400)
    assert second.page.form("Save").values[f"note-{LEAD}"] == ["Two deputies"]
    second.press({f"private-{LEAD}": "Short"}, status=409)
    assert "No deputy" in second.page.text


def test_a_reason_without_its_level_is_not_dropped_without_a_word(
    person: Person, pair: tuple[Officer, Officer]
) -> None:
    officer, _ = pair
    visit = begins(officer, share_at(person, person.starts("full")))
    area, _, question = inapplicable(officer.services.bank)
    officer.go(f"{visit}/areas/{area}")
    officer.press({f"reason-{question}": "No doors"}, status=400)
    assert [link for link, _ in officer.page.errors] == [f"#reason-{question}"]
    assert officer.page.form("Save").values[f"reason-{question}"] == ["No doors"]


def test_a_level_is_agreed_on_the_answer_that_the_page_showed(pair: tuple[Officer, Officer]) -> None:
    officer, _ = pair
    services = officer.services
    visit = services.store.visit("derbyshire", visit_of(officer), services.now())
    assert visit is not None
    services.store.save_answers(visit.workspace_id, visit.assessment_id, {LEAD: Answer("1")}, services.now())
    officer.press({f"agreed-{LEAD}": "0"}, status=409)
    assert "The business has changed its answer" in officer.page.errors[0][1]
    assert remark(officer) == Remark("0", "3"), "agreed on the earlier answer, so the newer one counts"
    assert officer.page.form("Save").values[f"agreed-{LEAD}"] == ["as-answered"]
    officer.press({f"agreed-{LEAD}": "0"})
    assert remark(officer) == Remark("0", "1")


def recommends(officer: Officer, text: str) -> None:
    """Add a recommendation from the page of the visit."""
    officer.go(f"/advisers/visits/{visit_of(officer)}/advice")
    officer.press({"text": text, "class_id": "now"})


def test_removing_takes_the_recommendation_that_the_button_named(pair: tuple[Officer, Officer]) -> None:
    first, second = pair
    visit = visit_of(first)
    for text in ("Second", "First", "Third"):
        recommends(first, text)
    second.go(f"/advisers/visits/{visit}")
    first.press(button="Remove number 1")
    for _ in range(2):
        form = second.page.form("Remove number 2")
        assert second.client.post(form.action, data=form.values).status_code == 302
    left = [each.text for each in first.services.store.records_of(visit, ADVICE).values()]
    assert left == ["Third"], "the one of the button goes, and twice is once"


def test_adding_never_loses_what_a_colleague_added(pair: tuple[Officer, Officer]) -> None:
    first, second = pair
    visit = visit_of(first)
    second.go(f"/advisers/visits/{visit}/advice")
    recommends(first, "Of the first")
    second.press({"text": "Of the second", "class_id": "now"})
    left = [each.text for each in first.services.store.records_of(visit, ADVICE).values()]
    assert left == ["Of the first", "Of the second"]


def test_pressed_twice_a_recommendation_is_added_once(pair: tuple[Officer, Officer]) -> None:
    first, _ = pair
    visit = visit_of(first)
    for text in ("Lock the yard", "Lock the yard", "Lock the gate"):
        recommends(first, text)
    left = [each.text for each in first.services.store.records_of(visit, ADVICE).values()]
    assert left == ["Lock the yard", "Lock the gate"]


def test_an_adviser_is_told_what_cannot_be_printed(pair: tuple[Officer, Officer]) -> None:
    first, _ = pair
    page = first.press({f"note-{LEAD}": "Ask ᠮ 茶館", f"private-{LEAD}": "ꦗ"})
    assert ", note: Our fonts cannot print ᠮ. PDFs show a box (□) instead." in page.text
    assert page.text.count("Our fonts cannot print") == 1, "a private note is never printed"
    recommends(first, "Lock the ᠮ yard")
    assert "In your own words: Our fonts cannot print ᠮ." in first.page.text

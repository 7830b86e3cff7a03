"""Findings, recommendations and the diary of a visit: two advisers keep what they wrote, and nothing is added twice."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from assessment.visit_overrides import Advice
from assessment.visit_records import DiaryEntry, Finding
from storage.visit_records import ADVICE, DIARY, FINDINGS, Record, RecordKind
from tests.person import Person, Typed
from tests.reading import words
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_visits import begins
from usecases.visit_records import MOST_ROWS

GATE = "The yard gate stood open"


@pytest.fixture
def pair(site: Flask, person: Person) -> tuple[Officer, Officer]:
    """Two advisers at one visit."""
    first = Officer(site).joins("derbyshire", name="Val Visit")
    second = Officer(site).joins("derbyshire", name="Bo Beside")
    visit = begins(first, share_at(person, person.answers_all("3", "0", kind="full")))
    second.go(visit)
    return first, second


def at(officer: Officer) -> str:
    """The address of the visit that is open."""
    return "/".join(officer.page.address.split("/")[:4])


def rows(officer: Officer, kind: RecordKind[Record]) -> list[Record]:
    """The rows of the visit that is open."""
    return list(officer.services.store.records_of(at(officer).rpartition("/")[2], kind).values())


def finds(officer: Officer, text: str = GATE, **more: str) -> None:
    """Write a finding down."""
    officer.go(f"{at(officer)}/findings")
    officer.press({"text": text, "importance": "low", **more})


def test_a_finding_says_how_important_it_is_who_acts_and_by_when(pair: tuple[Officer, Officer]) -> None:
    officer, _ = pair
    day: dict[str, Typed] = {"due": ["24", "12", "2026"]}
    officer.go(f"{at(officer)}/findings")
    officer.press({"text": GATE, "importance": "high", "person": "Maya", **day, "question": "security-lead"})
    assert rows(officer, FINDINGS) == [Finding(GATE, "high", "Maya", date(2026, 12, 24), "security-lead")]
    said = words(officer.page.all("ol", "written")[0])
    assert f"Act now {GATE}" in said
    assert "Maya, by 24 December 2026" in said
    assert "You, " in said


def test_the_most_pressing_finding_comes_first(pair: tuple[Officer, Officer]) -> None:
    officer, _ = pair
    for importance in ("low", "high", "medium"):
        finds(officer, f"Of {importance}", importance=importance)
    said = [words(each) for each in officer.page.all("span", "written__text")]
    assert said == ["Of high", "Of medium", "Of low"]


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"importance": "low"}, "#text"),
        ({"text": GATE, "importance": None}, "#importance"),
        ({"text": GATE, "importance": "low", "due": ["31", "2", "2026"]}, "#due"),
        ({"text": GATE, "importance": "low", "due": ["", "2", "2026"]}, "#due"),
        ({"text": "x" * 1001, "importance": "low"}, "#text"),
    ],
)
def test_what_a_finding_needs_is_said_and_what_was_typed_stays(
    pair: tuple[Officer, Officer], typed: dict[str, Typed | None], where: str
) -> None:
    officer, _ = pair
    officer.go(f"{at(officer)}/findings")
    sent = {name: value for name, value in typed.items() if value is not None}
    officer.press({"person": "Maya", **sent}, status=400)
    assert [link for link, _ in officer.page.errors] == [where]
    assert officer.page.form("Save").values["person"] == ["Maya"]
    assert rows(officer, FINDINGS) == []


def test_pressed_twice_or_gone_back_to_it_is_one_finding(pair: tuple[Officer, Officer]) -> None:
    officer, _ = pair
    officer.go(f"{at(officer)}/findings")
    page = officer.page
    sent = {**page.form("Save").values, "text": [GATE], "importance": ["low"]}
    for _ in range(2):
        officer.send(page.address, sent)
    assert len(rows(officer, FINDINGS)) == 1
    officer.send(page.address, {**sent, "text": ["The yard gate was shut"]}, 409)
    assert "What they saved: " + GATE in words(officer.page.all("div", "clash")[0])


def test_two_who_change_different_fields_both_keep_theirs(pair: tuple[Officer, Officer]) -> None:
    first, second = pair
    finds(first)
    first.follow("Change")
    second.go(first.page.address)
    first.press({"person": "Maya"})
    second.press({"importance": "high"})
    assert rows(first, FINDINGS) == [Finding(GATE, "high", "Maya")]


@pytest.mark.parametrize(("keep", "kept"), [("mine", "Shut"), ("theirs", "Ajar")])
def test_two_who_change_the_same_field_see_both_texts(pair: tuple[Officer, Officer], keep: str, kept: str) -> None:
    first, second = pair
    finds(first)
    first.follow("Change")
    second.go(first.page.address)
    first.press({"text": "Ajar"})
    second.press({"text": "Shut", "importance": "medium"}, status=409)
    assert second.page.form("Save").values["text"] == ["Shut"]
    assert rows(first, FINDINGS) == [Finding("Ajar", "medium")], "everything else is saved"
    second.press({"keep-text": keep})
    assert rows(first, FINDINGS) == [Finding(kept, "medium")]


def test_what_a_colleague_removed_comes_back_as_it_was_sent(pair: tuple[Officer, Officer]) -> None:
    first, second = pair
    finds(first)
    first.follow("Change")
    second.go(first.page.address)
    visit = at(first)
    first.go(visit)
    first.press(button="Remove finding 1")
    assert rows(first, FINDINGS) == []
    second.press({"person": "Maya"})
    assert rows(first, FINDINGS) == [Finding(GATE, "low", "Maya")]


def test_a_recommendation_is_changed_and_moved_without_javascript(pair: tuple[Officer, Officer]) -> None:
    officer, other = pair
    for text in ("First", "Second", "Third"):
        officer.go(f"{at(officer)}/advice")
        officer.press({"text": text, "class_id": "now"})
    other.go(at(officer))
    officer.press(button="Move up number 3")
    officer.press(button="Move down number 1")
    assert [each.text for each in rows(officer, ADVICE)] == ["Third", "First", "Second"]
    other.press(button="Move up number 3")
    assert rows(officer, ADVICE)[0].text == "Third", "of an older page: by its id, not its number"
    officer.go(at(officer))
    officer.follow("Change number 1")
    officer.press({"text": "The very first"})
    assert rows(officer, ADVICE)[0] == Advice("now", "The very first")
    assert "Move up number 1" not in [button for form in officer.page.forms for button in form.buttons]


def test_a_recommendation_offers_the_gaps_of_the_place_first(pair: tuple[Officer, Officer]) -> None:
    officer, _ = pair
    page = officer.go(f"{at(officer)}/advice")
    offered = [words(each) for each in page.all("option")]
    assert offered[0] == "None"
    gaps = [each.startswith("Gap · ") for each in offered[1:]]
    assert any(gaps)
    assert gaps == sorted(gaps, reverse=True)
    answers = officer.services.store.answers(_assessment(officer))
    assert gaps.count(True) == sum((each.level or 0) < 2 for each in answers.values())


def _assessment(officer: Officer) -> str:
    found = officer.services.store.visit("derbyshire", at(officer).rpartition("/")[2], officer.services.now())
    assert found is not None
    return found.assessment_id


def test_the_diary_has_several_days_in_their_order(pair: tuple[Officer, Officer]) -> None:
    officer, _ = pair
    for day, minutes in (("27", "75"), ("3", "")):
        officer.go(f"{at(officer)}/diary")
        officer.press({"day": [day, "11", "2026"], "present": "Maya, Val", "minutes": minutes})
    assert rows(officer, DIARY) == [
        DiaryEntry(date(2026, 11, 27), "Maya, Val", 75),
        DiaryEntry(date(2026, 11, 3), "Maya, Val"),
    ]
    shown = words(officer.page.all("ol", "written--plain")[0])
    assert shown.index("3 November 2026") < shown.index("27 November 2026: Maya, Val · 75 minutes")
    officer.go(f"{at(officer)}/diary")
    assert officer.page.form("Save").values["day"] != ["", "", ""], "today, to begin with"
    officer.press({"present": "", "minutes": "an hour"}, status=400)
    assert [link for link, _ in officer.page.errors] == ["#present", "#minutes"]


def test_there_is_an_end_to_it(pair: tuple[Officer, Officer]) -> None:
    officer, _ = pair
    full = {f"{number:016}": Advice("now", f"{number}") for number in range(MOST_ROWS)}
    account = officer.account
    visit = at(officer).rpartition("/")[2]
    officer.services.store.change_records(
        "derbyshire", visit, account.id, ADVICE, lambda _: full, officer.services.now()
    )
    officer.go(f"{at(officer)}/advice")
    officer.press({"text": "One more", "class_id": "now"}, status=400)
    assert "There are 100 already" in officer.page.errors[0][1]
    assert officer.page.form("Save").values["text"] == ["One more"]
    assert len(rows(officer, ADVICE)) == MOST_ROWS


def test_nothing_is_written_on_a_signed_visit(pair: tuple[Officer, Officer]) -> None:
    first, second = pair
    finds(first)
    first.follow("Change")
    edit = first.page.address
    second.go(f"{at(second)}/sign-off")
    second.press({"signed_for": "Maya"})
    first.press({"text": "Other"})
    assert "has been signed off" in first.page.text
    assert first.go(edit).address.startswith(at(first))
    assert rows(first, FINDINGS) == [Finding(GATE, "low")]
    assert "Remove" not in first.go(at(first)).text


def test_an_id_that_is_none_is_no_page(pair: tuple[Officer, Officer]) -> None:
    officer, _ = pair
    officer.go(f"{at(officer)}/findings/short", 404)
    officer.go(f"{at(officer)}/secrets/{'A' * 16}", 404)


def test_what_was_typed_is_kept_over_the_sign_in(pair: tuple[Officer, Officer]) -> None:
    officer, _ = pair
    visit = at(officer)
    officer.go(f"{visit}/findings")
    page = officer.page
    sent = {**page.form("Save").values, "text": [GATE], "importance": ["low"]}
    officer.signs_out()
    officer.send(page.address, sent, 403)
    assert GATE in officer.page.text

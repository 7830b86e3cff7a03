"""Codes for others, through the pages: made, shown once, listed, used, withdrawn; and what an attacker would try."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from tests.person import Person, Typed
from tests.reading import words
from tests.web.advisers.officer import Officer
from tests.web.site.holders import AREA, Holders, holders_of
from tests.web.site.test_codes import dump
from tests.web.site.test_sessions import cookie
from usecases.services import Services
from usecases.settings import Settings

LEAD = "security-lead"


@pytest.fixture
def holders(site: Flask) -> Holders:
    """The owner and somebody with each kind of code, in a workspace with two places."""
    return holders_of(site)


def makes(owner: Person, typed: dict[str, Typed], status: int = 200) -> str:
    """Make a code on the page; gives it, or nothing where it is refused."""
    owner.go("/workspace/codes")
    owner.follow("Make a code")
    owner.press(typed, button="Make the code", status=status)
    return words(owner.page.all("p", "code__text")[0]) if status == 200 else ""


def test_a_code_is_made_shown_once_listed_and_used(person: Person, another: Person, settings: Settings) -> None:
    address = person.starts()
    code = makes(person, {"name": "  Tom \u2067(IT)  ", "kind": "area", "area": AREA})
    assert "The code for Tom" in person.page.heading
    assert "Answer “" in person.page.text
    assert code not in dump(settings), "only its keyed hash is kept"
    person.follow("I have noted it")
    assert code not in person.page.html
    assert "Not used yet" in person.page.text
    another.returns(code.lower().replace("-", " "))
    assert another.page.heading == "What you can do"
    another.follow("Start with the first question")
    assert another.at.partition("?")[0] == f"{address}/areas/{AREA}/1"
    assert "Last used" in person.go("/workspace/codes").text


def test_a_code_for_one_area_is_answered_to_the_end(holders: Holders) -> None:
    person = holders.people["a"]
    person.go("/workspace")
    person.follow("Start with")
    person.answers("2", "1")
    assert person.at == "/workspace"
    saved = holders.services.store.answers(holders.here["assessment_id"])
    assert set(saved) == {each.id for each in holders.services.bank.area_by_id[AREA].questions if each.id in saved}
    assert len(saved) > 0
    person.follow("Change your answers")


def test_the_owner_sees_who_answered_what_and_when(holders: Holders) -> None:
    expert, owner = holders.people["a"], holders.people["o"]
    expert.go(holders.area)
    expert.press({f"choice-{LEAD}": "2", f"note-{LEAD}": "By the expert"}, button="Save")
    holders.people["p"].go(f"{holders.at}/questions/{LEAD}")
    holders.people["p"].press(button="Save")  # touches nothing, so the author stays
    day = holders.services.today()
    row = owner.go(f"{holders.at}/answers").by_id(f"a-{LEAD}")
    assert f"Holder a, {day.day} " in words(row)
    assert str(day.year) in words(row)
    assert "Holder a" not in holders.people["r"].go(f"{holders.at}/answers").text
    owner.go(holders.area)
    owner.press({f"choice-{LEAD}": "3"}, button="Save")
    assert f"You, {day.day} " not in owner.go(f"{holders.at}/answers").text, "the owner alone needs no names"
    other = next(each for each in holders.services.bank.areas if each.id != AREA)
    holders.people["p"].go(f"{holders.at}/areas/{other.id}")
    holders.people["p"].answers("1")
    assert f"You, {day.day} " in words(owner.go(f"{holders.at}/answers").by_id(f"a-{LEAD}"))


def test_codes_and_authors_are_in_what_the_owner_takes_away(holders: Holders) -> None:
    expert = holders.people["a"]
    expert.go(holders.area)
    expert.press({f"choice-{LEAD}": "2"}, button="Save")
    document = json.loads(holders.people["o"].client.get("/workspace/data.json").data)
    assert {each["name"] for each in document["codes"]} == {"Whoever", "Holder r", "Holder p", "Holder a"}
    authors = [each["authors"] for place in document["premises"] for each in place["assessments"] if each["authors"]]
    assert [each[LEAD]["by"] for each in authors] == ["Holder a"]
    assert all(holders.codes[letter] not in json.dumps(document) for letter in holders.codes)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": "   ", "kind": "read"}, "Enter a name"),
        ({"name": "x" * 61, "kind": "read"}, "60 characters"),
        ({"name": "Tom"}, "Select what they may do"),
        ({"name": "Tom", "kind": "place", "place": ""}, "Select the place"),
        ({"name": "Tom", "kind": "area", "area": ""}, "Select the place"),
        ({"name": "holder A", "kind": "read"}, "There is a code for this name already"),
    ],
)
def test_a_wrong_form_says_why_and_keeps_what_was_typed(holders: Holders, typed: dict[str, Typed], says: str) -> None:
    owner = holders.people["o"]
    makes(owner, typed, 400)
    assert any(says in text for _, text in owner.page.errors)
    assert owner.page.form("Make the code").values.get("kind", []) == ([typed["kind"]] if "kind" in typed else [])
    assert len(holders.services.store.access_codes_of(holders.workspace_id)) == 4


def test_a_code_is_made_for_nothing_of_another_workspace(holders: Holders, site: Flask) -> None:
    stranger = Person(site)
    stranger.starts()
    stranger.go("/workspace/codes/new")
    for kind in ("place", "area"):
        sent = {"name": ["Me"], "kind": [kind], "place": [holders.here["premises_id"]], "area": [AREA]}
        stranger.send("/workspace/codes/new", sent, 400)
    stranger.send(f"/workspace/codes/{holders.code_ids['a']}/withdraw", {}, 404)
    assert holders.people["a"].client.get(holders.area).status_code == 200


def test_an_area_that_is_not_asked_or_a_place_without_an_assessment_is_refused(holders: Holders) -> None:
    owner = holders.people["o"]
    owner.go("/workspace/codes/new")
    asked = {"name": ["Tom"], "kind": ["area"], "place": [holders.here["premises_id"]]}
    owner.send("/workspace/codes/new", {**asked, "area": ["nonsense"]}, 400)
    holders.services.store.finish(holders.workspace_id, holders.here["assessment_id"], holders.services.now())
    owner.go("/workspace/codes/new")
    owner.send("/workspace/codes/new", {**asked, "area": [AREA]}, 400)
    assert "is under way" in owner.page.text


@pytest.mark.parametrize("letter", "rpa")
def test_a_withdrawn_code_is_over_at_once_in_an_open_tab_and_for_a_copied_cookie(holders: Holders, letter: str) -> None:
    person = holders.people[letter]
    copied = cookie(person)
    holders.withdraw(letter)
    assert person.go("/workspace").address.startswith("/return")
    person.client.set_cookie("check", copied)
    assert person.go(f"{holders.at}/result").address.startswith("/return")
    person.returns(holders.codes[letter], 400)
    assert "does not open a workspace" in person.page.text
    others = [each for each in "orpa" if each != letter]
    assert all(holders.people[each].client.get("/workspace").status_code == 200 for each in others)


def test_what_was_typed_when_a_code_was_withdrawn_is_kept_and_not_saved(holders: Holders) -> None:
    person = holders.people["a"]
    person.go(holders.area)
    holders.withdraw("a")
    person.press({f"note-{LEAD}": "Typed for an hour"}, button="Save", status=403)
    assert "What you entered is not lost" in person.page.text
    assert "Typed for an hour" in person.page.text
    person.press({"code": holders.codes["a"]}, status=400)
    assert "Typed for an hour" in person.page.text
    assert LEAD not in holders.services.store.answers(holders.here["assessment_id"])


def test_a_form_that_the_code_of_another_tab_cannot_save_is_kept_for_one_that_can(holders: Holders) -> None:
    owner, code = holders.people["p"], holders.codes["p"]
    page = owner.go(holders.area)
    sent = {**page.form("Save").values, f"note-{LEAD}": ["Typed with the other code"]}
    owner.returns(holders.codes["r"])
    owner.go("/return")
    owner.send(holders.area, sent, 403)
    assert owner.page.heading == "This code cannot save that"
    assert "Typed with the other code" in owner.page.text
    owner.press({"code": code}, button="Save and continue")
    assert holders.services.store.answers(holders.here["assessment_id"])[LEAD].note == "Typed with the other code"


def test_a_code_for_one_area_saves_no_answer_of_another_question(holders: Holders) -> None:
    person, bank = holders.people["a"], holders.services.bank
    person.go(holders.area)
    area = next(each for each in bank.areas if each.id != AREA)
    other = area.questions[0].id
    sent = {f"choice-{LEAD}": ["2"], f"choice-{other}": ["0"], f"note-{other}": ["Planted"], "go": [area.id]}
    answer = person.client.post(holders.area, data={**person.page.form("Save").values, **sent}, follow_redirects=False)
    assert answer.status_code == 302
    assert set(holders.services.store.answers(holders.here["assessment_id"])) == {LEAD}
    assert person.client.get(answer.headers["Location"]).status_code == 404, "the way on leads to no other area"


def test_a_code_for_one_area_starts_no_new_assessment(holders: Holders) -> None:
    person, store = holders.people["a"], holders.services.store
    store.finish(holders.workspace_id, holders.here["assessment_id"], holders.services.now())
    page = person.go(holders.area)
    assert "no longer change" in page.text
    assert not [form for form in page.forms if "questions" in form.element.get("id", "")]
    person.go("/workspace")
    person.send(holders.area, {f"choice-{LEAD}": ["2"], "note-" + LEAD: ["Too late"], "again": ["yes"]}, 409)
    assert "Too late" in person.page.html
    assert len(store.assessments_of(holders.workspace_id, holders.here["premises_id"])) == 1


def test_an_adviser_opens_no_visit_with_a_code_for_others(site: Flask, holders: Holders) -> None:
    officer = Officer(site).joins()
    officer.returns(holders.codes["p"])
    assert "open this as a visit" not in officer.go(holders.at).text
    officer.go(f"/advisers/fresh/{holders.here['assessment_id']}", 403)
    officer.go(f"/advisers/fresh/{holders.here['assessment_id']}", 403)


def test_a_code_for_others_takes_the_workspace_to_no_public_page(holders: Holders) -> None:
    for letter in "rpa":
        person = holders.people[letter]
        assert "DE1 2XX" not in person.go("/cards").text
        assert "Copper Kettle" not in person.go("/").text
        person.follow("Start another workspace")
        assert "The code that you were given opens this one again" in person.page.text
    assert "DE1 2XX" in holders.people["o"].go("/cards").text


def test_a_print_of_the_whole_workspace_is_not_for_one_place(holders: Holders, services: Services) -> None:
    order = services.store.order_print("card", "all", {}, services.now(), workspace_id=holders.workspace_id)
    for letter, status in (("p", 404), ("a", 403)):
        holders.people[letter].go(f"/prints/{order.id}", status)


def test_a_new_return_code_ends_the_owners_sessions_and_says_that_other_codes_stay(holders: Holders) -> None:
    owner = holders.people["o"]
    assert "Codes for others and calendar addresses keep working" in owner.go("/workspace").text
    owner.press(button="Get a new return code")
    assert holders.people["r"].client.get("/workspace").status_code == 200
    assert owner.client.get("/workspace/codes").status_code == 200


def test_the_owner_is_told_of_a_visit_and_others_are_not(site: Flask, holders: Holders) -> None:
    officer = Officer(site).joins()
    store, now = holders.services.store, holders.services.now()
    (sign_in,) = store.sign_ins_of(officer.account.id, now)
    store.be_at(sign_in.id, holders.workspace_id, now)
    assert "security adviser" in words(holders.people["o"].go(holders.area).all("main")[0])
    for letter in "pa":
        assert "has a visit open" not in holders.people[letter].go(holders.area).text

"""Text blocks of a team: written once by anyone of it, offered on visits, and never over what somebody typed."""

from __future__ import annotations

import pytest
from flask import Flask

from assessment.visit_records import Finding
from storage.text_blocks import TextBlock
from storage.visit_records import FINDINGS
from tests.person import Person
from tests.reading import Values, words
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_visits import begins
from usecases import text_blocks
from usecases.row_changes import Most
from usecases.text_blocks import put_in

FORCE = "cumbria"
GATE = {"title": "Gate left open", "text": "The gate stood open.", "kind": "findings", "about": "perimeter"}


@pytest.fixture
def team(site: Flask) -> tuple[Officer, Officer]:
    """An adviser and an administrator of a force that nobody else in the tests writes blocks for."""
    pair = Officer(site).joins(FORCE, name="Val Visit"), Officer(site).joins(FORCE, "administrator", "Bo Beside")
    store, now = pair[0].services.store, pair[0].services.now()
    store.change_text_blocks(FORCE, pair[0].account.id, dict.fromkeys, now)
    return pair


def writes(officer: Officer, **said: str) -> None:
    """Write a block of the team."""
    officer.go("/advisers/text-blocks/new")
    officer.press({**GATE, **said})


def kept(officer: Officer) -> list[TextBlock]:
    """The blocks of the force."""
    return list(officer.services.store.text_blocks(FORCE).values())


def test_an_empty_page_says_what_blocks_are_for_and_has_none_of_ours(team: tuple[Officer, Officer]) -> None:
    officer, _ = team
    page = officer.go("/advisers/text-blocks")
    assert "uses on many visits" in page.text
    assert "Nothing about a place belongs here" in page.text
    assert page.all("ul", "written") == []


def test_anyone_of_the_team_writes_and_changes_and_the_log_says_so(team: tuple[Officer, Officer]) -> None:
    officer, boss = team
    writes(officer)
    boss.go("/advisers/text-blocks")
    assert "Doors, windows and boundaries" in boss.page.text
    boss.follow("Change")
    boss.press({"text": "The gate was open."})
    assert kept(officer) == [TextBlock("Gate left open", "The gate was open.", "findings", "perimeter")]
    assert words(boss.page.all("ul", "written")[0]).startswith("Gate left open The gate was open. You, ")
    said = boss.go("/advisers/team/log").text
    assert "added the text block “ Gate left open ”" in said or "added the text block “Gate left open”" in said
    assert "changed the text block" in said


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"title": ""}, "#title"),
        ({"title": "x" * 81}, "#title"),
        ({"text": ""}, "#text"),
        ({"text": "x" * 1001}, "#text"),
        ({"text": "x" * 601, "kind": "advice"}, "#text"),
    ],
)
def test_what_a_block_needs_is_said_and_what_was_typed_stays(
    team: tuple[Officer, Officer], typed: dict[str, str], where: str
) -> None:
    officer, _ = team
    officer.go("/advisers/text-blocks/new")
    sent = {**GATE, **typed}
    officer.press(sent, status=400)
    assert [link for link, _ in officer.page.errors] == [where]
    form = officer.page.form("Save").values
    assert {name: form.get(name, [""])[0] for name in sent} == sent
    assert kept(officer) == []


def test_pressed_twice_is_one_block_and_two_who_change_one_see_both(team: tuple[Officer, Officer]) -> None:
    officer, boss = team
    officer.go("/advisers/text-blocks/new")
    address, sent = officer.at, {**officer.page.form("Save").values, **{name: [each] for name, each in GATE.items()}}
    for _ in range(2):
        officer.send(address, sent)
    assert len(kept(officer)) == 1
    officer.go(address)
    boss.go(address)
    officer.press({"text": "Ajar"})
    boss.press({"text": "Open", "title": "Gate"}, status=409)
    assert "What they saved: Ajar" in words(boss.page.all("div", "clash")[0])
    assert kept(officer) == [TextBlock("Gate", "Ajar", "findings", "perimeter")], "everything else is saved"
    boss.press({"keep-text": "mine"})
    assert kept(officer) == [TextBlock("Gate", "Open", "findings", "perimeter")]


def test_only_administrators_are_offered_to_remove_one(team: tuple[Officer, Officer]) -> None:
    officer, boss = team
    writes(officer)
    for each in (officer, boss):
        each.go("/advisers/text-blocks")
        each.follow("Change")
    assert not [form for form in officer.page.forms if "Remove it" in form.buttons]
    boss.press(button="Remove it")
    assert kept(officer) == []
    assert "Gate left open" in boss.page.text
    officer.press({"about": ""})
    assert kept(officer) == [TextBlock("Gate left open", GATE["text"], "findings")], "nothing typed is lost"


def test_there_is_a_limit_and_what_was_typed_stays(
    team: tuple[Officer, Officer], monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, _ = team
    monkeypatch.setattr(text_blocks, "_MOST", Most(1, "There is one already"))
    writes(officer)
    officer.go("/advisers/text-blocks/new")
    officer.press({**GATE, "title": "Second"}, status=400)
    assert "There is one already" in officer.page.text
    assert officer.page.form("Save").values["title"] == ["Second"]


def test_what_a_question_no_longer_asked_is_about_stays(team: tuple[Officer, Officer]) -> None:
    officer, _ = team
    old = TextBlock("Old", "Said", "advice", "gone-question")
    store, now = officer.services.store, officer.services.now()
    store.change_text_blocks(FORCE, officer.account.id, lambda _: {"A" * 16: old}, now)
    assert "About a question that is no longer asked" in officer.go("/advisers/text-blocks").text
    officer.follow("Change")
    officer.press({"title": "Older"})
    assert kept(officer) == [TextBlock("Older", "Said", "advice", "gone-question")]


@pytest.fixture
def visiting(team: tuple[Officer, Officer], person: Person) -> tuple[Officer, str]:
    """An adviser at a visit of a place, and its address."""
    officer, _ = team
    return officer, begins(officer, share_at(person, person.answers_all("0"), FORCE))


def offered(officer: Officer) -> list[tuple[str, list[str]]]:
    """The groups of texts that are offered, and their titles."""
    return [
        (group.get("label", ""), [words(each) for each in group.iter("option")])
        for group in officer.page.tree.iter("optgroup")
    ]


def test_blocks_about_the_question_and_its_area_come_first(visiting: tuple[Officer, str]) -> None:
    officer, visit = visiting
    abouts = {"Any": "", "Fence": "perimeter", "Lead": "security-lead", "Plan": "leadership", "Post": "post"}
    for title, about in abouts.items():
        if about in ("", *officer.services.bank.by_id, *(each.id for each in officer.services.bank.areas)):
            writes(officer, title=title, about=about)
    writes(officer, title="Advice", kind="advice")
    officer.go(f"{visit}/findings?question=security-lead")
    assert [titles for _, titles in offered(officer)][:4] == [["Lead"], ["Plan"], ["Any"], ["Fence"]]
    assert [title for title, _ in offered(officer)][:2] == ["For this question", "For Leadership and responsibility"]
    officer.go(f"{visit}/advice")
    assert [titles for _, titles in offered(officer)] == [["Advice"]]
    officer.go(f"{visit}/diary")
    assert offered(officer) == []


def test_a_block_is_put_behind_what_was_typed_and_saved_only_by_save(visiting: tuple[Officer, str]) -> None:
    officer, visit = visiting
    writes(officer)
    (block,) = officer.services.store.text_blocks(FORCE)
    officer.go(f"{visit}/findings")
    typed = {"text": ["By the yard:"], "importance": ["high"], "person": ["Maya"], "due": ["3", "2", "2027"]}
    puts_in(officer, block, typed)
    assert "The text is in the field below" in officer.page.text
    form = officer.page.form("Save").values
    assert form["text"] == ["By the yard:\nThe gate stood open."]
    assert (form["importance"], form["person"], form["due"]) == (["high"], ["Maya"], ["3", "2", "2027"])
    records = officer.services.store.records_of(visit.rpartition("/")[2], FINDINGS)
    assert records == {}, "nothing is saved before Save"
    officer.press({"text": "By the yard: the gate stood open.", "due": ["", "", ""]})
    found = officer.services.store.records_of(visit.rpartition("/")[2], FINDINGS)
    assert list(found.values()) == [Finding("By the yard: the gate stood open.", "high", "Maya")]


def test_without_a_choice_or_when_it_is_gone_the_form_stays_as_it_was(visiting: tuple[Officer, str]) -> None:
    officer, visit = visiting
    writes(officer)
    officer.go(f"{visit}/findings")
    values = {**officer.page.form("Save").values, "text": ["Typed"]}
    for block in ("", "A" * 16):
        officer.send(officer.at, {**values, "block": [block], "put-in": ["y"]})
        assert "Select a text first" in officer.page.text
        assert officer.page.form("Save").values["text"] == ["Typed"]


def test_a_colleague_who_changes_the_finding_meanwhile_still_clashes(
    team: tuple[Officer, Officer], visiting: tuple[Officer, str]
) -> None:
    officer, visit = visiting
    _, boss = team
    writes(officer)
    (block,) = officer.services.store.text_blocks(FORCE)
    officer.go(f"{visit}/findings")
    officer.press({"text": "First", "importance": "low"})
    officer.follow("Change")
    boss.go(officer.at)
    boss.press({"text": "Theirs"})
    puts_in(officer, block, {})
    officer.press(status=409)
    assert "What they saved: Theirs" in words(officer.page.all("div", "clash")[0])


def puts_in(officer: Officer, block: str, typed: Values) -> None:
    """Fill in the form that is shown, choose a text and press "Put it in"."""
    button = next(each for each in officer.page.tree.iter("button") if each.get("name") == "put-in")
    assert words(button) == "Put it in"
    pressed = {"block": [block], "put-in": [button.get("value", "")]}
    officer.send(officer.at, {**officer.page.form("Save").values, **typed, **pressed})


@pytest.mark.parametrize(
    ("typed", "after"),
    [("", "Shut it."), (" \n", "Shut it."), ("Look.", "Look.\nShut it."), ("Now: Shut it. Soon", "Now: Shut it. Soon")],
)
def test_what_is_there_already_is_not_put_in_twice(typed: str, after: str) -> None:
    assert put_in(typed, TextBlock("Gate", "Shut it.", "advice")) == after

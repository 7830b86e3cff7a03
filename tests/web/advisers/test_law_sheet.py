"""The law sheet of a visit: the adviser's own status and words for each duty, saved with revisions, printed to sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.person import Person
from tests.reading import words
from tests.reports.opened import Opened
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_visits import begins
from usecases.services import Services

OUT = "status-evacuation", "looked-evacuation", "words-evacuation"
HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }} =1+1\r\nand a second line"


@pytest.fixture
def sheet(site: Flask, officer: Officer) -> str:
    """The address of the sheet of a visit with a full assessment of a place of the standard tier."""
    return sheet_of(officer, Person(site), "full")


def sheet_of(officer: Officer, person: Person, kind: str) -> str:
    """The address of the sheet of a visit to a place of the standard tier."""
    return f"{begins(officer, share_at(person, person.answers_all('1', kind=kind, people='300')))}/law"


def visit_of(address: str) -> str:
    """The id of the visit in an address."""
    return address.split("/")[3]


def test_every_duty_of_the_tier_has_its_answers_and_its_fields(officer: Officer, sheet: str) -> None:
    officer.go(sheet.removesuffix("/law"))
    officer.follow("Sheet on Martyn’s Law")
    offers = officer.page.form("Save").offers
    duties = [name.removeprefix("status-") for name in offers if name.startswith("status-")]
    assert len(duties) >= 5
    assert set(offers) >= {f"{part}-{duty}" for duty in duties for part in ("looked", "words")}
    assert offers[OUT[0]] == ["not-answered", "in-place", "partly", "missing", "not-known", "not-applicable"]
    assert ": Partly" in officer.page.text, "the answers of the business stand beside it"
    assert officer.page.form("Save").values[OUT[0]] == ["not-answered"]


def test_what_is_written_is_kept_and_pressed_twice_is_once(officer: Officer, sheet: str, services: Services) -> None:
    officer.go(sheet)
    said = {OUT[0]: "partly", OUT[1]: "The back door", OUT[2]: HOSTILE, "signer": "Maya Holt, owner"}
    for _ in range(2):
        officer.press(said, button="Save")
    values = officer.page.form("Save").values
    assert (values[OUT[0]], values["signer"]) == (["partly"], ["Maya Holt, owner"])
    assert values[OUT[2]][0].replace("\r", "").strip() == HOSTILE.replace("\r", "")
    assert "Last changed by" in officer.page.text
    kept = services.store.law_sheet(visit_of(sheet)).texts
    assert set(kept) == {*OUT, "signer"}, "what nobody touched is not written"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({OUT[2]: "x" * 601}, "Use 600 characters or fewer"),
        ({"signer": "x" * 121}, "Use 120 characters or fewer"),
        ({OUT[0]: "compliant"}, "Select how it stands"),
    ],
)
def test_what_cannot_be_saved_comes_back_with_everything_typed(
    officer: Officer, sheet: str, services: Services, typed: dict[str, str], error: str
) -> None:
    page = officer.go(sheet)
    sent: dict[str, Any] = {**page.form("Save").values, OUT[1]: ["The doors"]}
    officer.send(sheet, {**sent, **{name: [text] for name, text in typed.items()}}, 400)
    assert [text for _, text in officer.page.errors if error in text]
    assert officer.page.form("Save").values[OUT[1]][0].strip() == "The doors"
    assert services.store.law_sheet(visit_of(sheet)).texts == {}, "a sheet is saved as a whole or not at all"


def test_two_advisers_keep_what_both_wrote(site: Flask, officer: Officer, sheet: str, services: Services) -> None:
    colleague = Officer(site).joins(name="Bo Beside")
    for who in (officer, colleague):
        who.go(sheet)
    assert "has this visit open too" in colleague.page.text
    officer.press({OUT[2]: "Mine", OUT[1]: "The front"}, button="Save")
    colleague.press({OUT[2]: "Theirs", "signer": "Maya"}, button="Save", status=409)
    (panel,) = colleague.page.all("div", "clash")
    assert "What you entered: Theirs" in words(panel)
    assert "What they saved: Mine" in words(panel)
    texts = services.store.law_sheet(visit_of(sheet)).texts
    assert (texts[OUT[2]], texts[OUT[1]], texts["signer"]) == ("Mine", "The front", "Maya")
    colleague.press({f"keep-{OUT[2]}": "mine"}, button="Save")
    assert services.store.law_sheet(visit_of(sheet)).texts[OUT[2]] == "Theirs"


def test_a_session_that_is_over_loses_nothing(site: Flask, officer: Officer, sheet: str) -> None:
    officer.go(sheet)
    services: Services = officer.services
    for each in services.store.sign_ins_of(officer.account.id, services.now()):
        services.store.sign_out(officer.account.id, each.id)
    page = officer.press({OUT[2]: "Walked the back door"}, button="Save", status=403)
    assert "What you entered is not lost" in page.text
    assert "Walked the back door" in page.text


def test_what_cannot_be_printed_is_said(officer: Officer, sheet: str) -> None:
    officer.go(sheet)
    officer.press({OUT[2]: "Mill ᠮ"}, button="Save")
    assert "Procedure: getting people out: your words: Our fonts cannot print ᠮ." in officer.page.text


def test_after_the_signature_it_is_read_and_printed(officer: Officer, sheet: str, services: Services) -> None:
    officer.go(sheet)
    officer.press({OUT[0]: "in-place", OUT[2]: "Tried on a Tuesday"}, button="Save")
    old = officer.page.form("Save").values
    officer.go(f"{sheet.removesuffix('/law')}/sign-off")
    officer.press({"signed_for": "Maya Holt, owner"})
    page = officer.go(sheet)
    assert "Tried on a Tuesday" in page.text
    assert page.forms == []
    officer.go("/advisers/fresh")
    officer.send(sheet, {**old, OUT[2]: ["Too late"]})
    assert "signed off in the meantime" in officer.page.text
    assert services.store.law_sheet(visit_of(sheet)).texts[OUT[2]] == "Tried on a Tuesday"


def test_it_is_printed_for_two_signatures_and_says_what_it_is_not(
    officer: Officer, sheet: str, asked_to_print: list[str], prints_all: Callable[[], None]
) -> None:
    officer.go(sheet)
    officer.press(
        {OUT[0]: "partly", OUT[1]: "The back door", OUT[2]: HOSTILE, "signer": "Maya Holt, owner"}, button="Save"
    )
    officer.go(sheet)
    officer.follow("Open the sheet to sign (PDF)")
    prints_all()
    answer = officer.client.get(f"{sheet}/print.pdf")
    assert answer.mimetype == "application/pdf"
    opened = Opened(answer.data)
    assert opened.failures() == []
    for said in (
        "Duty by duty",
        "The back door",
        "<script>alert(1)</script> {{ 7 * 7 }} =1+1",
        "Maya Holt, owner",
        officer.account.name,
        "For the business",
        "Security adviser",
        "Security Industry Authority",
        "certifies nothing",
        "1 of",
    ):
        assert opened.holds(said), said
    assert "complian" not in opened.text.lower()
    officer.go(f"{sheet}/print")
    assert asked_to_print == [], "the same sheet is printed once"
    officer.go(sheet)
    officer.press({OUT[2]: "Changed"}, button="Save")
    officer.go(f"{sheet}/print")
    assert len(asked_to_print) == 1


def test_a_quick_check_does_not_say_how_a_duty_stands(
    site: Flask, officer: Officer, asked_to_print: list[str], prints_all: Callable[[], None]
) -> None:
    address = sheet_of(officer, Person(site), "quick")
    said = "A quick check asks too little to say how it stands."
    page = officer.go(address)
    assert said in page.text
    assert "No question in this assessment" not in page.text
    officer.go(f"{address}/print")
    prints_all()
    assert Opened(officer.client.get(f"{address}/print.pdf").data).holds(said)


def test_where_no_duty_applies_there_is_no_sheet_but_nothing_sent_is_lost(
    site: Flask, officer: Officer, services: Services
) -> None:
    person = Person(site)
    address = f"{begins(officer, share_at(person, person.starts('full')))}/law"
    assert "no duty applies" in officer.go(address).text
    officer.go(f"{address}/print", 404)
    officer.go("/advisers/fresh")
    officer.send(address, {OUT[2]: ["Typed before the profile changed"]})
    assert services.store.law_sheet(visit_of(address)).texts == {OUT[2]: "Typed before the profile changed"}


def test_another_force_finds_nothing(site: Flask, sheet: str) -> None:
    stranger = Officer(site).joins("kent")
    for part in ("", "/print", "/print.pdf"):
        stranger.go(f"{sheet}{part}", 404)


def test_where_the_business_takes_its_share_back_what_was_typed_is_shown(
    officer: Officer, sheet: str, services: Services
) -> None:
    officer.go(sheet)
    visit = services.store.visit(officer.account.force_id, visit_of(sheet), services.now())
    assert visit is not None
    services.store.withdraw(visit.workspace_id, visit.share_id, services.now())
    page = officer.press({OUT[2]: "Walked the back door"}, button="Save", status=404)
    assert "Walked the back door" in page.text
    officer.go(f"{sheet}/print.pdf", 404)

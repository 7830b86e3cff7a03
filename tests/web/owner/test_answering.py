"""Answering questions: what is saved, what is asked for again, and that nothing typed is lost."""

from __future__ import annotations

import pytest

from assessment.answers import LONGEST_NOTE, LONGEST_REASON, Answer
from questions import Bank
from tests.inapplicable import inapplicable
from tests.person import Person
from usecases.services import Services

PAGE = "areas/leadership/1"
LEAD, DEPUTY = "security-lead", "deputy-decision-maker"


@pytest.fixture
def start(person: Person) -> str:
    """The address of a new full assessment; the person sees its first page of questions."""
    address = person.starts("full")
    person.go(f"{address}/{PAGE}")
    return address


@pytest.fixture
def applicable(bank: Bank) -> tuple[str, str]:
    """A page with a question that may not apply, and the question."""
    area, number, question = inapplicable(bank)
    return f"areas/{area}/{number}", question


def kept(services: Services, start: str) -> dict[str, Answer]:
    """The answers in the store."""
    return services.store.answers(start.split("/")[2])


def test_nothing_is_picked_before_the_person_picks(person: Person, start: str) -> None:
    form = person.page.form()
    assert not [name for name in form.values if name.startswith("choice-")]
    assert set(form.offers[f"choice-{LEAD}"]) >= {"3", "2", "1", "0", "dont-know"}


def test_answers_are_saved_and_shown_again(person: Person, services: Services, start: str) -> None:
    said = {f"choice-{LEAD}": "1", f"note-{LEAD}": "Ask Maya\nand Tom", f"choice-{DEPUTY}": "dont-know"}
    person.press(said)
    values = person.go(f"{start}/{PAGE}").form().values
    assert values[f"choice-{LEAD}"] == ["1"]
    assert values[f"note-{LEAD}"] == ["Ask Maya\nand Tom"]
    assert kept(services, start)[DEPUTY] == Answer("dont-know")
    assert "2 of" in person.go(start).text


def test_a_note_that_cannot_be_printed_whole_is_saved_and_its_letters_named(
    person: Person, services: Services, bank: Bank, start: str
) -> None:
    person.press({f"note-{LEAD}": "Ask ᠮ 茶館"})
    said = f"{bank.by_id[LEAD].name}, note: Our fonts cannot print ᠮ. PDFs show a box (□) instead."
    assert said in person.page.text
    assert kept(services, start)[LEAD].note == "Ask ᠮ 茶館"


def test_saving_with_nothing_answered_goes_on(person: Person, services: Services, start: str) -> None:
    person.press()
    assert "/areas/" in person.at
    assert person.at != f"{start}/{PAGE}"
    assert kept(services, start) == {}


def test_a_note_without_an_answer_is_kept_and_is_no_answer(person: Person, services: Services, start: str) -> None:
    person.press({f"note-{LEAD}": "To ask on Monday"})
    assert kept(services, start) == {LEAD: Answer(None, "", "To ask on Monday")}
    assert "To ask on Monday" in person.go(f"{start}/answers?show=all").text
    values = person.go(f"{start}/{PAGE}").form().values
    assert values[f"note-{LEAD}"] == ["To ask on Monday"]


def test_does_not_apply_needs_a_reason_and_loses_nothing(
    person: Person, services: Services, start: str, applicable: tuple[str, str]
) -> None:
    page, question = applicable
    person.go(f"{start}/{page}")
    others = [name for name in person.page.form().offers if name.startswith("choice-") and question not in name]
    said = {f"choice-{question}": "not-applicable", f"note-{question}": "A note", **dict.fromkeys(others, "2")}
    shown = person.press(said, status=400)
    assert [where for where, _ in shown.errors] == [f"#reason-{question}"]
    assert shown.by_id(f"reason-{question}").get("aria-describedby", "").endswith("-error")
    values = shown.form().values
    assert {name: values[name] for name in said} == {name: [value] for name, value in said.items()}
    assert kept(services, start) == {}
    person.press({f"reason-{question}": "We rent one room"})
    assert kept(services, start)[question] == Answer("not-applicable", "We rent one room", "A note")
    assert "We rent one room" in person.go(f"{start}/answers?show=all").text


def test_a_reason_counts_only_where_it_does_not_apply(
    person: Person, services: Services, start: str, applicable: tuple[str, str]
) -> None:
    page, question = applicable
    person.go(f"{start}/{page}")
    person.press({f"choice-{question}": "not-applicable", f"reason-{question}": "We rent"})
    person.go(f"{start}/{page}")
    person.press({f"choice-{question}": "2"})
    assert kept(services, start)[question] == Answer("2")


def test_a_reason_that_is_not_wanted_any_more_is_no_fault(
    person: Person, services: Services, start: str, applicable: tuple[str, str]
) -> None:
    """Its field is hidden then, so nobody could shorten it."""
    page, question = applicable
    person.go(f"{start}/{page}")
    person.press({f"choice-{question}": "2", f"reason-{question}": "x" * (LONGEST_REASON + 1)})
    assert kept(services, start)[question] == Answer("2")


@pytest.mark.parametrize(("part", "most"), [("note", LONGEST_NOTE), ("reason", LONGEST_REASON)])
def test_text_that_is_too_long_is_kept_on_the_page(
    person: Person, services: Services, start: str, applicable: tuple[str, str], part: str, most: int
) -> None:
    page, question = applicable
    person.go(f"{start}/{page}")
    field = f"{part}-{question}"
    said = {f"choice-{question}": "not-applicable", f"reason-{question}": "We rent", field: "x" * (most + 1)}
    shown = person.press(said, status=400)
    ((where, text),) = shown.errors
    assert where == f"#{field}"
    assert f"{most:,}" in text
    assert f"{most + 1:,}" in text
    assert shown.form().values[field] == ["x" * (most + 1)]
    assert kept(services, start) == {}
    person.press({field: "x" * most})
    answer = kept(services, start)[question]
    assert (answer.note if part == "note" else answer.reason) == "x" * most


def test_a_line_end_counts_once(person: Person, services: Services, start: str) -> None:
    """Browsers send two characters for each."""
    text = "\r\n".join("x" * 9 for _ in range(LONGEST_NOTE // 10))
    person.press({f"note-{LEAD}": text})
    assert len(kept(services, start)[LEAD].note) == LONGEST_NOTE - 1
    assert person.go(f"{start}/{PAGE}").form().values[f"note-{LEAD}"] == [text.replace("\r\n", "\n")]


@pytest.mark.parametrize("choice", ["4", "-1", "<b>", "not-applicable", "3 ", "\x00", "x" * 300])
def test_an_answer_that_is_not_offered_is_refused(person: Person, services: Services, start: str, choice: str) -> None:
    page = person.send(person.at, {f"choice-{LEAD}": [choice], f"note-{LEAD}": ["Stays"]}, 400)
    assert [where for where, _ in page.errors] == [f"#choice-{LEAD}"]
    assert page.form().values[f"note-{LEAD}"] == ["Stays"]
    assert kept(services, start) == {}


def test_an_answer_can_be_taken_back(person: Person, services: Services, start: str) -> None:
    person.press({f"choice-{LEAD}": "3", f"choice-{DEPUTY}": "1"})
    person.go(f"{start}/{PAGE}")
    values = {name: each for name, each in person.page.form().values.items() if name != f"choice-{LEAD}"}
    person.send(person.at, values)
    assert kept(services, start) == {DEPUTY: Answer("1")}


def test_answers_to_other_questions_in_the_same_request_are_ignored(
    person: Person, services: Services, start: str
) -> None:
    person.send(person.at, {f"choice-{LEAD}": ["3"], f"note-{LEAD}": [""], "choice-lockdown-plan": ["3"], "x": ["y"]})
    assert kept(services, start) == {LEAD: Answer("3")}


def test_every_page_leads_back_to_the_page_before(person: Person, start: str) -> None:
    seen = [person.at]
    for _ in range(4):
        person.press()
        seen.append(person.at)
    for address in reversed(seen[:-1]):
        person.follow("Back")
        assert person.at == address
    person.follow("Back")
    assert person.at == start


def test_the_first_button_of_a_page_goes_on(person: Person, another: Person, start: str) -> None:
    """Enter presses it."""
    for address in (f"{start}/{PAGE}", f"{start}/answers", "/return", "/"):
        form = (another if address == "/" else person).go(address).forms[0]
        assert form.element.get("method") == "post"
        assert len(form.buttons) == 1

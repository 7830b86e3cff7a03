"""Assessing again: the last answers stand under the questions, and only a press takes them over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assessment.answers import Answer, Choice
from reports.pdf.plan import record_html
from tests.person import Person
from tests.reading import words
from tests.web.owner.test_several_places import adds
from usecases.plans import report_of
from usecases.services import Services
from web.site.shown_times import long_date

LEAD, DEPUTY = "security-lead", "deputy-decision-maker"


def starts_again(person: Person, kind: str = "quick") -> str:
    """Start to assess the same place again; gives the address of the assessment."""
    person.go("/workspace")
    person.follow("assess this place again")
    person.press({"kind": kind})
    return person.at


def asked(person: Person) -> list[str]:
    """The ids of the questions on the page."""
    return [name.removeprefix("choice-") for name in person.page.form("Save").offers if name.startswith("choice-")]


def presses(person: Person, still: str, **typed: list[str]) -> None:
    """Press "Still true" at a question, or at all of the page, with what is typed in the form."""
    form = person.page.form("Save")
    person.send(person.at, {**form.values, **typed, "still": [still]})


def under(person: Person, question: str) -> str:
    """What stands under a question about last time."""
    return words(person.page.by_id(f"last-{question}"))


@pytest.fixture
def noted(person: Person) -> Person:
    """Somebody who has finished an assessment with a note at its first question, which is 1, and the rest 2."""
    start = person.answers_all("2", kind="full")
    person.go(f"{start}/areas/leadership/1")
    person.press({f"choice-{LEAD}": "1", f"note-{LEAD}": "Ask Maya"})
    person.go(f"{start}/answers")
    person.press(button="Finish")
    return person


def test_the_first_assessment_has_no_last_time(person: Person) -> None:
    start = person.starts("full")
    assert "Nothing of it counts" not in person.page.text
    person.go(f"{start}/areas/leadership/1")
    assert not person.page.all("div", "last-time")
    assert person.page.form("Save").buttons == ["Save and continue"]


def test_the_last_answer_stands_there_and_nothing_is_confirmed_by_itself(noted: Person, services: Services) -> None:
    start = starts_again(noted, "full")
    assert "Nothing of it counts here until you say that it is still true" in noted.page.text
    noted.go(f"{start}/areas/leadership/1")
    last = under(noted, LEAD)
    assert last.startswith("Last time, ")
    assert "Someone does it in practice" in last
    assert "Note: Ask Maya" in last
    assert f"choice-{LEAD}" not in noted.page.form("Save").values
    assert noted.page.form("Save").buttons[0] == "Save and continue", "Enter saves what is on the page"
    noted.press()
    assert services.store.answers(start.split("/")[2]) == {}


def test_a_press_takes_over_one_answer_with_its_note_and_goes_on_to_what_is_left(
    noted: Person, services: Services
) -> None:
    start = starts_again(noted, "full")
    noted.go(f"{start}/areas/leadership/1")
    page, others = noted.at, asked(noted)[1:]
    presses(noted, LEAD)
    assert noted.at == page
    answers = services.store.answers(start.split("/")[2])
    assert list(answers) == [LEAD]
    assert (answers[LEAD].choice, answers[LEAD].note) == ("1", "Ask Maya")
    assert "Your answer is still the same" in under(noted, LEAD)
    assert others
    for other in others:
        presses(noted, other)
    assert noted.at != page, "with nothing left open it goes on"


def test_a_press_loses_nothing_that_was_typed(noted: Person, services: Services) -> None:
    start = starts_again(noted, "full")
    noted.go(f"{start}/areas/leadership/1")
    other = asked(noted)[1]
    typed = {f"note-{LEAD}": ["Ask Tom"], f"choice-{other}": ["0"], f"note-{other}": ["Typed"]}
    presses(noted, LEAD, **typed)
    answers = services.store.answers(start.split("/")[2])
    assert answers[LEAD].note == "Ask Tom"
    assert (answers[other].choice, answers[other].note) == ("0", "Typed")


def test_all_on_the_page_are_taken_over_but_for_what_is_answered_otherwise(noted: Person, services: Services) -> None:
    start = starts_again(noted, "full")
    noted.go(f"{start}/areas/leadership/1")
    page, (first, *others) = noted.at, asked(noted)
    presses(noted, "*", **{f"choice-{first}": ["3"]})
    answers = services.store.answers(start.split("/")[2])
    assert {question: answer.choice for question, answer in answers.items()} == {
        first: "3",
        **dict.fromkeys(others, "2"),
    }
    assert noted.at != page
    noted.go(page)
    assert "All on this page are still true" not in noted.page.form("Save").buttons


def test_a_press_for_what_is_not_there_saves_the_page(noted: Person, services: Services) -> None:
    start = starts_again(noted, "full")
    noted.go(f"{start}/areas/leadership/1")
    presses(noted, "nonsense", **{f"choice-{LEAD}": ["0"]})
    assert services.store.answers(start.split("/")[2])[LEAD].choice == "0"


def test_what_was_not_asked_last_time_is_said(person: Person) -> None:
    person.finishes("1", kind="quick")
    start = starts_again(person, "full")
    person.go(f"{start}/areas/leadership/1")
    assert under(person, DEPUTY) == "You were not asked this last time."
    assert "Last time" in under(person, LEAD)


def test_what_was_left_open_last_time_is_said(person: Person) -> None:
    start = person.starts("full")
    person.go(f"{start}/answers")
    person.press(button="Finish")
    again = starts_again(person, "full")
    person.go(f"{again}/areas/leadership/1")
    assert under(person, LEAD) == "You did not answer this last time."
    assert "All on this page are still true" not in person.page.form("Save").buttons


def test_what_is_opened_again_has_copies_and_no_last_time(noted: Person) -> None:
    noted.go("/workspace")
    noted.follow("See the result")
    noted.go(noted.at.replace("/result", "/answers"))
    noted.press(button="Open it again")
    noted.go(noted.at.replace("/answers", "/areas/leadership/1"))
    assert not noted.page.all("div", "last-time")


def test_answers_that_changed_say_what_they_were(noted: Person) -> None:
    start = starts_again(noted, "full")
    noted.go(f"{start}/areas/leadership/1")
    presses(noted, "*", **{f"choice-{LEAD}": ["3"]})
    noted.go(f"{start}/answers?area=leadership")
    assert "Someone does it in practice" in words(noted.page.by_id(f"a-{LEAD}"))
    assert "Last time" not in words(noted.page.by_id(f"a-{DEPUTY}")), "it is the same"


def test_a_place_that_was_added_shows_the_answers_of_the_other(noted: Person, services: Services) -> None:
    adds(noted, last_time=True)
    noted.fills_profile()
    noted.press()
    noted.press({"kind": "full"})
    start = noted.at
    assert "what was said about The Copper Kettle" in noted.page.text
    noted.go(f"{start}/areas/leadership/1")
    assert under(noted, LEAD).startswith("The Copper Kettle, ")
    assert "True here too" in under(noted, LEAD)
    presses(noted, LEAD)
    assert services.store.answers(start.split("/")[2])[LEAD].choice == "1"


def test_scores_over_time_are_a_line_and_a_table_on_the_page_and_in_the_print(
    person: Person, services: Services
) -> None:
    which = person.finishes("2").split("/")[2]
    found = services.store.find_assessment(which)
    assert found is not None
    ours, answers = found.workspace_id, services.store.answers(found.id)
    said: tuple[tuple[int, Choice], ...] = ((2, "1"), (1, "0"))
    for years, choice in said:
        at = found.started - timedelta(days=365 * years)
        past = services.store.start_assessment(ours, found.premises_id, found.bank_version, "quick", at)
        services.store.save_answers(ours, past.id, dict.fromkeys(answers, Answer(choice)), at)
        services.store.finish(ours, past.id, at)
    person.go(person.at)
    (drawn,) = (each for each in person.page.tree.iter() if each.get("class") == "score-line")
    table = next(each for each in person.page.all("table") if words(each).startswith("Scores over time"))
    days = [long_date(found.started - timedelta(days=365 * years)) for years in (2, 1, 0)]
    told = ", ".join(f"{percent}% on {day}" for percent, day in zip((33, 0, 67), days, strict=True))
    assert words(drawn).startswith(f"Scores over time: {told}")
    for percent, day in zip((33, 0, 67), days, strict=True):
        assert f"{day}{percent}%" in words(table)
    premises = services.store.premises(ours, found.premises_id)
    assert premises is not None
    report = report_of(services, found, premises)
    assert report.change is not None
    assert [point.percent for point in report.change.history] == [33, 0, 67]
    assert report.change.history_says in record_html(report)


def test_scores_of_another_kind_are_no_part_of_the_line(person: Person, services: Services) -> None:
    person.finishes("1", kind="quick")
    starts_again(person, "full")
    person.follow("Start with")
    person.answers("2")
    person.press(button="Finish")
    assert "Compared with" in person.page.text
    assert "Scores over time" not in person.page.html

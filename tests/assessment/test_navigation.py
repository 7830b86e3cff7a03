"""The way through the questionnaire: pages that ask something, numbers that stay, and how far each area is."""

from __future__ import annotations

from hypothesis import given

from assessment import Answer
from assessment.answers import as_counted
from assessment.navigation import Progress, progress_of, step_with, steps_of
from assessment.path import find_path
from tests.assessment.make import area, bank, question, said
from tests.assessment.strategies import Case, cases

BANK = bank(
    area(
        "doors",
        [question("locks"), question("keys", when="checks")],
        [question("glass", when="'vehicles' in nearby")],
        [question("yard")],
    ),
    area("post", [question("mailroom", when="people >= 50")]),
    area("people", [question("training"), question("badges", when="level['training'] >= 2")]),
)


def _steps(profile: dict[str, object], answers: dict[str, Answer]) -> list[tuple[str, int, list[str]]]:
    steps = steps_of(BANK, find_path(BANK, profile, answers))  # type: ignore[arg-type]
    return [(step.area.id, step.number, [each.id for each in step.questions]) for step in steps]


def test_pages_with_nothing_to_ask_are_left_out_and_numbers_stay() -> None:
    assert _steps({}, {}) == [("doors", 1, ["locks"]), ("doors", 3, ["yard"]), ("people", 1, ["training"])]
    assert _steps({"checks": True, "nearby": ("vehicles",), "people": 50}, said(training="2")) == [
        ("doors", 1, ["locks", "keys"]),
        ("doors", 2, ["glass"]),
        ("doors", 3, ["yard"]),
        ("post", 1, ["mailroom"]),
        ("people", 1, ["training", "badges"]),
    ]


def _progress(answers: dict[str, Answer]) -> Progress:
    return progress_of(BANK, steps_of(BANK, find_path(BANK, {}, answers)), answers)


def test_states_and_the_page_to_go_to() -> None:
    empty = _progress({})
    assert [(each.area.id, each.state, each.asked, each.answered, each.first) for each in empty.areas] == [
        ("doors", "to-do", 2, 0, 1),
        ("people", "to-do", 1, 0, 1),
    ]
    begun = _progress(said(locks="0", training="dont-know"))
    assert [(each.area.id, each.state, each.asked, each.answered, each.first) for each in begun.areas] == [
        ("doors", "started", 2, 1, 3),
        ("people", "done", 1, 1, 1),
    ]
    # A better answer opens a question, so the area is no longer done.
    opened = _progress(said(locks="0", yard="not-applicable", training="3"))
    assert [(each.area.id, each.state, each.first) for each in opened.areas] == [
        ("doors", "done", 1),
        ("people", "started", 1),
    ]


def test_a_note_or_a_stale_answer_is_no_progress() -> None:
    answers = {"locks": Answer(None, note="Ask"), "glass": Answer("3"), "badges": Answer("3")}
    progress = _progress(answers)
    assert (progress.asked, progress.answered) == (3, 0)


def test_step_with_a_question() -> None:
    steps = steps_of(BANK, find_path(BANK, {}, {}))
    found = step_with(steps, "yard")
    assert found
    assert (found.area.id, found.number, found.title) == ("doors", 3, "Page 3")
    assert step_with(steps, "keys") is None
    assert step_with(steps, "no-such-question") is None


@given(cases())
def test_steps_hold_the_path_once_and_progress_adds_up(case: Case) -> None:
    path = find_path(case.bank, case.profile, case.answers)
    steps = steps_of(case.bank, path)
    assert [each.id for step in steps for each in step.questions] == [each.id for each in path]
    for step in steps:
        assert {each.id for each in step.questions} <= {e.id for e in step.area.pages[step.number - 1].questions}
        assert step.title == step.area.pages[step.number - 1].title
    progress = progress_of(case.bank, steps, case.answers)
    answered = [each for each in path if each.id in case.answers and as_counted(each, case.answers[each.id]).answered]
    assert (progress.asked, progress.answered) == (len(path), len(answered))
    assert sum(each.asked for each in progress.areas) == progress.asked
    assert (progress.minutes_left == 0) is (progress.asked == progress.answered)
    for each in progress.areas:
        numbers = [step.number for step in steps if step.area.id == each.area.id]
        open_ = [s.number for s in steps if s.area.id == each.area.id and any(q not in answered for q in s.questions)]
        assert each.first == (open_ or numbers)[0]
        assert (each.minutes == 0) is (not open_)
        assert each.state == ("done" if not open_ else "started" if each.answered else "to-do")

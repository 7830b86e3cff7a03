"""The path over random banks: its order, what it depends on, and the quick check within it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessment import Answer, evaluate
from assessment.path import find_path
from questions import Question
from questions.conditions import questions_named
from tests.assessment.strategies import Case, cases


def _ids(path: tuple[Question, ...]) -> list[str]:
    return [question.id for question in path]


@given(cases())
def test_path_is_in_bank_order_and_holds_what_has_no_condition(case: Case) -> None:
    path = _ids(find_path(case.bank, case.profile, case.answers))
    places = [[question.id for question in case.bank.questions].index(name) for name in path]
    assert places == sorted(set(places))
    assert {question.id for question in case.bank.questions if question.when is None} <= set(path)


@given(cases())
def test_quick_check_is_exactly_the_essential_questions_of_the_full_path(case: Case) -> None:
    full = find_path(case.bank, case.profile, case.answers)
    quick = find_path(case.bank, case.profile, case.answers, "quick")
    assert _ids(quick) == [question.id for question in full if question.importance == "essential"]
    assert evaluate(case.bank, case.profile, case.answers, "quick").path == tuple(_ids(quick))


@given(cases(), st.data())
def test_path_up_to_a_question_depends_on_earlier_answers_alone(case: Case, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(case.bank.questions)))
    early = [question.id for question in case.bank.questions[: cut + 1]]
    later = {
        question.id: data.draw(st.sampled_from((Answer("3"), Answer("0"), Answer("dont-know"))))
        for question in case.bank.questions[cut:]
    }
    here = _ids(find_path(case.bank, case.profile, case.answers))
    there = _ids(find_path(case.bank, case.profile, {**case.answers, **later}))
    assert [name for name in here if name in early] == [name for name in there if name in early]


@given(cases())
def test_an_answer_that_no_condition_reads_moves_no_path(case: Case) -> None:
    read = {name for question in case.bank.questions for name in questions_named(question.when or "checks")}
    kept = {name: answer for name, answer in case.answers.items() if name in read}
    assert find_path(case.bank, case.profile, kept) == find_path(case.bank, case.profile, case.answers)


@given(cases())
def test_unanswered_and_not_applicable_have_no_level(case: Case) -> None:
    """A note without an answer, and an answer that it does not apply, are to conditions as if nothing was said."""
    silent = {name: answer for name, answer in case.answers.items() if answer.choice not in (None, "not-applicable")}
    assert find_path(case.bank, case.profile, silent) == find_path(case.bank, case.profile, case.answers)

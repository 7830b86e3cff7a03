"""Properties 5 to 7 of scoring.md: what the actions are worth, and doing them on paper."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from assessment import Answer, Result, evaluate, what_if
from assessment.path import find_path
from tests.assessment.strategies import Case, cases

WEIGHTS = {"essential": 4, "important": 2, "useful": 1}


def _choices(result: Result) -> dict[str, str]:
    """What was chosen for each question of the path that is scored."""
    chosen = {name: answer.choice for name, answer in result.answers.items()}
    return {name: choice for name, choice in chosen.items() if choice and choice != "not-applicable"}


@given(cases())
def test_points_and_all_gains_make_the_most(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    assert result.score.points + sum(action.gain for action in result.actions) == result.score.most


@given(cases(whole=True))
def test_no_actions_exactly_when_all_is_at_the_top(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    assert (not result.actions) is (set(_choices(result).values()) <= {"3"})
    top = {name: Answer("3") if answer.choice != "not-applicable" else answer for name, answer in case.answers.items()}
    assert evaluate(case.bank, case.profile, top).actions == ()


@given(cases())
def test_every_gap_has_exactly_one_action_of_the_right_kind(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    choices = _choices(result)
    assert sorted(action.question for action in result.actions) == sorted(n for n, c in choices.items() if c != "3")
    for action in result.actions:
        question, choice = case.bank.by_id[action.question], choices[action.question]
        missing = 3 if choice == "dont-know" else 3 - int(choice)
        assert action.gain == WEIGHTS[question.importance] * missing
        own = question.review if choice == "2" else question.action
        assert (action.effort, action.cost) == (own.effort, own.cost)
        assert action.quick_win is ((action.effort, action.cost) == ("hour", "none"))
        kinds = {"dont-know": "find-out", "2": "test"}
        assert action.kind == kinds.get(choice, "close")
        assert action.title == (f"Find out: {question.name}" if choice == "dont-know" else own.title)


@given(cases())
def test_percent_after_is_what_the_what_if_gives(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    for action in result.actions:
        after, _ = what_if(case.bank, result, [action.question])
        assert action.percent_after == after.score.percent
        assert after.score.points == result.score.points + action.gain
        assert result.score.percent is not None
        assert action.percent_after >= result.score.percent


@given(cases(conditional=False), st.data())
def test_what_if_equals_answering_again(case: Case, data: st.DataObject) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    done = data.draw(st.sets(st.sampled_from([question.id for question in case.bank.questions])))
    again = {
        name: Answer("3", answer.reason, answer.note) if name in done and name in _choices(result) else answer
        for name, answer in case.answers.items()
    }
    assert what_if(case.bank, result, done) == (evaluate(case.bank, case.profile, again), ())


@given(cases(), st.data())
def test_what_if_keeps_the_path_and_lists_what_it_opens(case: Case, data: st.DataObject) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    assume(result.actions)
    done = data.draw(st.sets(st.sampled_from([action.question for action in result.actions]), min_size=1))
    after, opened = what_if(case.bank, result, done)
    assert (after.path, after.score.most) == (result.path, result.score.most)
    assert after.score.points == result.score.points + sum(a.gain for a in result.actions if a.question in done)
    assert {a.question for a in after.actions} == {a.question for a in result.actions} - done
    again = {name: Answer("3") if name in done else answer for name, answer in result.answers.items()}
    reached = [question.id for question in find_path(case.bank, case.profile, again)]
    assert list(opened) == [name for name in reached if name not in result.path]


@given(cases())
def test_doing_nothing_and_what_does_not_exist_changes_nothing(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    assert what_if(case.bank, result, []) == (result, ())
    unscored = [name for name in result.path if name not in _choices(result)]
    assert what_if(case.bank, result, [*unscored, "no-such-question"]) == (result, ())


@given(cases(whole=True))
def test_all_done_is_the_top(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    assume(result.score.most)
    after, _ = what_if(case.bank, result, [action.question for action in result.actions])
    assert (after.score.percent, after.band_by_points, after.jobs, after.actions) == (100, "strong", (), ())
    assert set(after.held_by) <= set(result.not_applicable)

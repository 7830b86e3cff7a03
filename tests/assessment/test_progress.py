"""Answers of a finished assessment and the updates on top of them give today's answers, score and statuses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import Answer, evaluate
from assessment.answers import choice_of
from assessment.progress import (
    Status,
    TypedStatus,
    Update,
    action_status,
    answers_today,
    is_done,
    job_status,
    result_today,
    score_line,
)
from assessment.result import ActionKind
from tests.assessment.strategies import Case, cases

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


def update(question: str, after: int, *, hour: int = 0, undone: bool = False) -> Update:
    at = NOW + timedelta(hours=hour)
    return Update(f"{question}{hour}", question, "0", choice_of(after), at, "Maya", at if undone else None)


def test_the_newest_update_counts_and_notes_stay() -> None:
    answers = {"gates": Answer("0", note="Rusty", agreed=True), "locks": Answer("1")}
    today = answers_today(answers, [update("gates", 2), update("gates", 3, hour=1)])
    assert today == {"gates": Answer("3", note="Rusty"), "locks": Answer("1")}
    assert answers["gates"].choice == "0", "the finished answers stay"


def test_an_undone_update_counts_for_nothing() -> None:
    answers = {"gates": Answer("dont-know")}
    assert answers_today(answers, [update("gates", 2), update("gates", 3, hour=1, undone=True)]) == {
        "gates": Answer("2")
    }
    assert answers_today(answers, [update("gates", 2, undone=True)]) == answers


@pytest.mark.parametrize("choice", ["not-applicable", None])
def test_a_question_without_a_level_does_not_move(choice: None) -> None:
    answers = {"gates": Answer(choice, reason="No gate")}
    assert answers_today(answers, [update("gates", 2), update("unknown", 2)]) == answers


@given(case=cases(), data=st.data())
def test_today_is_what_answering_so_would_have_given(case: Case, data: st.DataObject) -> None:
    """Updates move the score as answers do, on the path of the finish; the line of scores ends at today's."""
    result = evaluate(case.bank, case.profile, case.answers)
    actions = {action.question: action for action in result.actions}
    done = data.draw(st.lists(st.sampled_from(sorted(actions)), max_size=8)) if actions else []
    updates = [update(question, data.draw(st.integers(2, 3)), hour=hour) for hour, question in enumerate(done)]
    today = result_today(case.bank, result, updates)
    assert today.path == result.path
    assert today.score.most == result.score.most
    newest = {each.question: Answer(each.after).level or 0 for each in updates}
    levels = {question: answer.level or 0 for question, answer in result.answers.items()}
    gains = [
        case.bank.scoring.weights[case.bank.by_id[question].importance] * (after - levels[question])
        for question, after in newest.items()
    ]
    assert today.score.points == result.score.points + sum(gains)
    line = score_line(case.bank, result, updates)
    assert len(line) == len(updates)
    assert (line[-1] if line else result.score.percent) == today.score.percent


@pytest.mark.parametrize(
    ("kind", "level", "done"),
    [("close", 1, False), ("close", 2, True), ("find-out", 3, True), ("test", 2, False), ("test", 3, True)],
)
def test_a_gap_is_done_when_in_place_and_a_test_when_tested(kind: ActionKind, level: int, done: bool) -> None:
    assert is_done(kind, level) == done
    assert not is_done(kind, None)


@pytest.mark.parametrize(
    ("done", "own", "of_job", "status"),
    [
        (True, "not-doing", "not-doing", "done"),
        (False, "not-started", "not-doing", "not-doing"),
        (False, "under-way", "not-doing", "under-way"),
        (False, "not-started", "under-way", "not-started"),
        (False, "not-doing", "not-started", "not-doing"),
    ],
)
def test_the_status_of_an_action(done: bool, own: TypedStatus, of_job: TypedStatus, status: Status) -> None:
    assert action_status(done, own, of_job) == status


@pytest.mark.parametrize(
    ("typed", "actions", "status"),
    [
        ("not-started", ("done", "done"), "done"),
        ("under-way", ("done", "not-doing"), "done"),
        ("not-started", ("not-doing", "not-doing"), "not-doing"),
        ("not-started", ("done", "not-started"), "under-way"),
        ("not-started", ("under-way", "not-started"), "under-way"),
        ("not-started", ("not-started", "not-started"), "not-started"),
        ("under-way", ("not-started",), "under-way"),
        ("not-doing", ("not-doing", "under-way"), "not-doing"),
    ],
)
def test_the_status_of_a_job(typed: TypedStatus, actions: Sequence[Status], status: Status) -> None:
    assert job_status(typed, actions) == status

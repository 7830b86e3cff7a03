"""The report object: dates, the first actions, sentences, provisional results, and the place of each thing."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.due import months_after
from reports.report.dates import long_date
from tests.reports.premises import CAFE, MADE_ON, PUB, answers, bank, places, report

MONTHS: dict[str, int] = {each.id: each.months for each in bank().scoring.classes}


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 11, 22), 1, date(2026, 12, 22)),
        (date(2026, 11, 22), 3, date(2027, 2, 22)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_after(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


def test_days_are_written_as_in_the_uk() -> None:
    assert long_date(date(2026, 11, 22)) == "22 November 2026"
    assert long_date(date(2027, 1, 3)) == "3 January 2027"


@pytest.mark.parametrize("name", ["cafe", "pub", "mosque"])
def test_every_action_is_due_when_its_class_says(name: str) -> None:
    actions = places()[name].actions
    assert actions
    assert all(action.due == months_after(MADE_ON, MONTHS[action.class_id]) for action in actions)


@pytest.mark.parametrize("name", list(places()))
def test_the_first_actions_open_the_plan(name: str) -> None:
    plan = places()[name]
    assert plan.first_actions == plan.actions[: bank().scoring.first_actions]
    assert [action.rank for action in plan.actions] == list(range(1, len(plan.actions) + 1))


@pytest.mark.parametrize("name", list(places()))
def test_every_strength_is_in_the_annex_with_its_answer(name: str) -> None:
    plan = places()[name]
    annex = {(area.title, line.name, line.answer) for area in plan.answers for line in area.lines}
    assert {(each.area, each.name, each.answer) for each in plan.strengths} <= annex


@pytest.mark.parametrize("name", list(places()))
def test_every_dont_know_is_a_task(name: str) -> None:
    plan = places()[name]
    assert len(plan.find_out) == plan.dont_know_count
    assert all(action.kind == "find-out" for action in plan.find_out)


def test_nothing_answered_is_no_score() -> None:
    plan = places()["unanswered"]
    assert plan.headline == "No score yet: none of the questions has an answer that counts."
    assert plan.band is None
    assert plan.score.percent is None
    assert not plan.actions
    assert plan.provisional
    assert len(plan.unanswered) == plan.asked


def test_everything_tested_says_so() -> None:
    plan = places()["all-tested"]
    assert plan.headline.endswith("Every essential arrangement that you were asked about is in place.")
    assert plan.headline.startswith("Strong: ")
    assert not plan.actions
    assert not plan.provisional


@pytest.mark.parametrize(
    ("sign", "ending"), [("0", "missing or not known."), ("?", "missing or not known."), ("1", "only partly in place.")]
)
def test_the_headline_counts_essential_gaps(sign: str, ending: str) -> None:
    essential = next(question.id for question in bank().questions if question.importance == "essential")
    given = answers("3")
    plan = report(CAFE, {**given, essential: answers(sign)[essential]})
    assert plan.headline.endswith(f"One essential arrangement is {ending}")
    assert [each.action_rank for each in plan.holding] == [1]


def test_the_headline_holds_its_sum() -> None:
    plan = places()["pub"]
    assert f"{plan.band}: {plan.score.points} of {plan.score.most} points, {plan.score.percent}%." in plan.headline


def test_provisional_until_every_question_has_an_answer() -> None:
    given = answers("2")
    assert not report(PUB, given).provisional
    left = next(iter(given))
    assert [line.question_id for line in report(PUB, {k: v for k, v in given.items() if k != left}).unanswered] == [
        left
    ]


def test_the_review_is_in_six_months() -> None:
    assert places()["cafe"].review_on == date(2027, 5, 22)

"""The report object: dates, the first actions, sentences, provisional results, and the place of each thing."""

from __future__ import annotations

import json
from datetime import date

import pytest

from assessment import Answer, evaluate
from assessment.due import months_after
from assessment.profile import fields_of, read_profile
from questions import Bank
from reports.report.builder import build_report, profile_rows
from reports.report.dates import long_date
from reports.report.wording import TEST_DO, TEST_DONE_WHEN
from tests.reports.premises import CAFE, INPUTS, MADE_ON, PUB, answers, bank, places, report


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
def test_every_action_is_due_with_its_job_or_can_wait(name: str) -> None:
    plan = places()[name]
    assert plan.actions
    assert plan.jobs[-1].due <= months_after(MADE_ON, 12)
    for job in plan.jobs:
        waits = {action.due for action in job.actions if action.kind == "test" or action.when_you_can}
        assert waits <= {each for each in waits if each > months_after(MADE_ON, 3)}
        assert {action.due for action in job.gaps if not action.when_you_can} <= {job.due}


@pytest.mark.parametrize("name", list(places()))
def test_the_first_jobs_open_the_plan(name: str) -> None:
    plan = places()[name]
    assert plan.first_jobs == plan.jobs[: bank().scoring.first_actions]
    assert [job.rank for job in plan.jobs] == list(range(1, len(plan.jobs) + 1))
    assert [action.rank for action in plan.actions] == list(range(1, len(plan.actions) + 1))


def test_a_job_says_what_to_find_out_first() -> None:
    plan = report(CAFE, answers("?"))
    first = plan.first_jobs[0]
    names = [action.name for action in first.gaps]
    assert first.first_step == f"Find out whether these are in place already: {'; '.join(names)}."


def test_a_test_says_what_to_test_and_what_counts_as_passed() -> None:
    raw = json.loads(bank().document)
    first = raw["areas"][0]["pages"][0]["questions"][0]
    first["review"] |= {"do": "Ring at nine.", "done_when": "Someone answers."}
    for say in ("do", "done_when"):
        raw["areas"][0]["pages"][0]["questions"][1]["review"].pop(say, None)
    made = Bank.model_validate(raw)
    names = [each["id"] for each in raw["areas"][0]["pages"][0]["questions"][:2]]
    result = evaluate(made, {"people": 650, "staff": 45}, {name: Answer("2") for name in names})
    plan = build_report(made, result, INPUTS)
    assert {action.question_id: (action.do, action.done_when) for action in plan.actions} == {
        names[0]: ("Ring at nine.", "Someone answers."),
        names[1]: (TEST_DO, TEST_DONE_WHEN),  # as in the first banks
    }


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
    assert plan.headline == "No score yet. None of the questions has an answer that counts."
    assert plan.band is None
    assert plan.score.percent is None
    assert not plan.actions
    assert plan.provisional
    assert len(plan.unanswered) == plan.asked


def test_everything_tested_says_so() -> None:
    plan = places()["all-tested"]
    assert plan.headline.endswith("Every essential arrangement that you were asked about is in place.")
    assert plan.headline.startswith("Level 4 of 4: Strong. ")
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
    (line,) = plan.holding[0].lines
    assert line.action_rank == 1


def test_the_headline_holds_its_sum() -> None:
    plan = places()["pub"]
    assert f": {plan.band}. {plan.score.points} of {plan.score.most} points, {plan.score.percent}%." in plan.headline


def test_provisional_until_every_question_has_an_answer() -> None:
    given = answers("2")
    assert not report(PUB, given).provisional
    left = next(iter(given))
    assert [line.question_id for line in report(PUB, {k: v for k, v in given.items() if k != left}).unanswered] == [
        left
    ]


def test_the_review_is_in_six_months() -> None:
    assert places()["cafe"].review_on == date(2027, 5, 22)


def test_the_plan_says_what_a_place_of_its_kind_does_too() -> None:
    """A place's plan never has the words for another kind of place."""
    question = next(q for q in bank().questions if q.action.in_sector and q.when is None)
    uses = {option.sector: option.id for field in fields_of(bank()) for option in field.options if option.sector}
    assert len(uses) > 10
    for sector, use in uses.items():
        made = report({**PUB, "use": use, "serves": "mainly-work"}, answers("0"))
        line = next(action for action in made.actions if action.question_id == question.id)
        assert line.do == " ".join(filter(None, (question.action.do, question.action.in_sector.get(sector))))


def test_steps_to_choose_from_are_given_where_the_place_is_asked_about_that_response() -> None:
    levels = bank().levels
    assert levels is not None
    given = set()
    for profile in (CAFE, PUB):
        made = report(profile, answers("0"))
        asked = {bank().by_id[action.question_id].response for action in made.actions}
        assert made.levels is not None
        for response, line in zip(levels.responses, made.levels.responses, strict=True):
            assert line.steps == (response.steps if response.id in asked else ())
            given.add((response.id, bool(line.steps)))
    assert given >= {("heightened", True), ("exceptional", True), ("exceptional", False)}


def test_an_option_that_was_retired_is_not_printed() -> None:
    """A profile stored before it was retired may still hold it."""
    profile, _ = read_profile(bank(), PUB)
    for ticked, rows in ((("cctv", "toilets"), ["CCTV cameras"]), (("toilets",), [])):
        result = evaluate(bank(), {**profile, "building": ticked}, {}, "full")
        assert [row.value for row in profile_rows(bank(), result) if row.name == "Building"] == rows

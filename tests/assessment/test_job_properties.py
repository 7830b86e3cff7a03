"""Properties 5 and 13 to 15 of scoring.md: jobs hold every action once, in the expert order, with true titles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from assessment import Answer, Result, evaluate, what_if
from assessment.due import due_days, months_after
from assessment.jobs import classes_of
from assessment.result import PlannedJob
from tests.assessment.make import bank_of, question
from tests.assessment.make import job as job_of
from tests.assessment.strategies import Case, cases, choices_of

IMPORTANCES = ("essential", "important", "useful")
EFFORTS = ("hour", "day", "week", "month")
COSTS = ("none", "low", "medium", "high")
CLASSES = ("now", "next", "later")


def _missing(case: Case, result: Result, job: PlannedJob) -> list[str]:
    """The importance of everything that is missing in a job."""
    kinds = {action.question: action.kind for action in result.actions}
    return [case.bank.by_id[name].importance for name in job.actions if kinds[name] != "test"]


def _urgency(case: Case, result: Result, job: PlannedJob) -> int:
    return min((IMPORTANCES.index(each) for each in _missing(case, result, job)), default=3)


@given(cases())
def test_every_action_is_in_exactly_one_job_and_its_own(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    assert [name for job in result.jobs for name in job.actions] == [action.question for action in result.actions]
    assert [action.rank for action in result.actions] == list(range(1, len(result.actions) + 1))
    content = {job.id: job for job in case.bank.plan_jobs}
    for action in result.actions:
        assert action.question in content[action.job].questions
    assert len({job.id for job in result.jobs}) == len(result.jobs)


@given(cases())
def test_a_job_is_the_sum_of_its_actions(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    for job in result.jobs:
        own = [action for action in result.actions if action.job == job.id]
        assert job.gain == sum(action.gain for action in own)
        assert job.effort == max((action.effort for action in own), key=EFFORTS.index)
        assert job.cost == max((action.cost for action in own), key=COSTS.index)
        assert job.up_to is any(action.up_to for action in own)
        assert job.quick_win is ((job.effort, job.cost) == ("hour", "none"))
        after, _ = what_if(case.bank, result, job.actions)
        assert (job.percent_after, after.score.points) == (after.score.percent, result.score.points + job.gain)
    assert sum(job.gain for job in result.jobs) == sum(action.gain for action in result.actions)


@given(cases())
def test_jobs_are_in_the_documented_order(case: Case) -> None:
    """What is missing decides first, then the order of the file; points decide nothing."""
    result = evaluate(case.bank, case.profile, case.answers)
    place = {job.id: number for number, job in enumerate(case.bank.plan_jobs)}
    keys = [(_urgency(case, result, job), place[job.id]) for job in result.jobs]
    assert all(one < other for one, other in pairwise(keys))
    assert [job.rank for job in result.jobs] == list(range(1, len(keys) + 1))


@given(cases())
def test_inside_a_job_what_is_missing_comes_first_the_most_important_first(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    kinds = {action.question: action.kind for action in result.actions}
    order = {job.id: job.questions for job in case.bank.plan_jobs}
    for job in result.jobs:
        keys = [
            (
                3 if kinds[name] == "test" else IMPORTANCES.index(case.bank.by_id[name].importance),
                order[job.id].index(name),
            )
            for name in job.actions
        ]
        assert keys == sorted(keys)


@given(cases(whole=True), st.data())
def test_closing_a_gap_never_moves_its_job_down_nor_two_others_past_each_other(case: Case, data: st.DataObject) -> None:
    before = evaluate(case.bank, case.profile, case.answers)
    gaps = [action for action in before.actions if action.kind != "test"]
    assume(gaps)
    closed = data.draw(st.sampled_from(gaps))
    better = [c for c in choices_of(case.bank.by_id[closed.question]) if c in ("3", "2")]
    answers = {**case.answers, closed.question: Answer(data.draw(st.sampled_from(better)))}
    path = tuple(case.bank.by_id[name] for name in before.path)
    after = evaluate(case.bank, case.profile, answers, path=path)
    ranks = {job.id: job.rank for job in after.jobs}
    (job,) = (each for each in after.jobs if each.id == closed.job) if closed.job in ranks else (None,)
    if job is not None and "essential" in _missing(case, after, job):
        assert job.rank <= next(each.rank for each in before.jobs if each.id == job.id)
    others = [each.id for each in before.jobs if each.id != closed.job]
    assert [ranks[name] for name in others] == sorted(ranks[name] for name in others)


@given(cases())
def test_classes_are_as_documented(case: Case) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    urgencies = [_urgency(case, result, job) for job in result.jobs]
    for job, urgency in zip(result.jobs, urgencies, strict=True):
        if urgency == 0:
            assert job.class_id == ("now" if job.rank <= 3 else "next")
        if urgency == 3:
            assert (job.class_id, job.tests_only) == ("later", True)
    counts = [sum(job.class_id == each for job in result.jobs) for each in CLASSES]
    missing = len(urgencies) - urgencies.count(3)
    essential = urgencies.count(0)
    now = min(3, essential) if essential else int(1 in urgencies)
    assert counts[0] == now
    assert counts[1] == max(essential - now, min(4, missing - now))
    assert [job.class_id for job in result.jobs] == sorted((job.class_id for job in result.jobs), key=CLASSES.index)
    for action in result.actions:
        job = next(each for each in result.jobs if each.id == action.job)
        useful = case.bank.by_id[action.question].importance == "useful"
        assert action.when_you_can is (useful and job.class_id == "now" and action.kind != "test")
        assert action.class_id == ("later" if action.kind == "test" or action.when_you_can else job.class_id)


@given(st.lists(st.integers(0, 3), max_size=28).map(sorted))
def test_classes_of_any_plan(urgencies: Sequence[int]) -> None:
    classes = classes_of(urgencies)
    assert len(classes) == len(urgencies)
    assert all(each != "later" for each, urgency in zip(classes, urgencies, strict=True) if urgency == 0)
    assert all(each == "later" for each, urgency in zip(classes, urgencies, strict=True) if urgency == 3)


@given(cases(), st.dates(date(2024, 1, 1), date(2090, 12, 31)))
def test_no_two_jobs_are_due_on_one_day_and_essential_ones_within_three_months(case: Case, made_on: date) -> None:
    result = evaluate(case.bank, case.profile, case.answers)
    days = due_days(case.bank.scoring.classes, result.jobs, made_on)
    due = [days[job.id].due for job in result.jobs]
    assert all(one < other for one, other in pairwise([made_on, *due]))
    assert all(one < other for one, other in pairwise(days[job.id].later for job in result.jobs))
    for job in result.jobs:
        months = {"now": 1, "next": 3, "later": 12}[job.class_id]
        assert days[job.id].due <= months_after(made_on, months)
        assert days[job.id].later > months_after(made_on, 3)
        if "essential" in _missing(case, result, job):
            assert days[job.id].due <= months_after(made_on, 3)


@given(st.integers(0, 28), st.dates(date(2024, 1, 1), date(2090, 12, 31)))
def test_as_many_jobs_as_a_bank_may_have_still_have_a_day_each(count: int, made_on: date) -> None:
    names = [f"q{place}" for place in range(count)]
    made = bank_of(question("other"), *(question(name) for name in names))
    made = made.model_copy(
        update={"jobs": (job_of("other", "other"), *(job_of(f"j{n}", name) for n, name in enumerate(names)))}
    )
    result = evaluate(made, {}, {name: Answer("0") for name in names})
    days = due_days(made.scoring.classes, result.jobs, made_on)
    assert len({days[each.id].due for each in result.jobs}) == count


@given(cases())
def test_every_title_is_true(case: Case) -> None:
    """Of its one serious gap, or its one gap, or its one test; its own only where it is about more than one."""
    result = evaluate(case.bank, case.profile, case.answers)
    content = {job.id: job for job in case.bank.plan_jobs}
    actions = {action.question: action for action in result.actions}
    for job in result.jobs:
        gaps = [actions[name] for name in job.actions if actions[name].kind != "test"]
        serious = [each for each in gaps if case.bank.by_id[each.question].importance != "useful"]
        tests = [actions[name] for name in job.actions if actions[name].kind == "test"]
        one = next((few[0] for few in (serious, gaps, [] if gaps else tests) if len(few) == 1), None)
        assert job.bears == (one.question if one else None)
        if one:
            assert job.title == one.title
        elif gaps:
            assert (job.title, job.first_step) == (content[job.id].title, content[job.id].first_step)
            assert len(serious or gaps) > 1
        else:
            assert job.title == content[job.id].review_title
            assert len(tests) > 1
        unknown = sum(each.kind == "find-out" for each in gaps)
        assert job.find_out is (2 * unknown > len(gaps))

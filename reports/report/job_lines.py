"""The jobs of a result as they are printed: their words, days, and actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from assessment.answers import Answer
from assessment.due import DueDays, due_days
from assessment.profile import sector_of
from assessment.progress import (
    NO_PROGRESS,
    Progress,
    action_name,
    action_status,
    answers_today,
    is_done,
    job_name,
    job_status,
)
from assessment.result import Action, PlannedJob, Result
from questions.jobs import Job
from questions.model import Bank, Choice
from reports.report.job_parts import ActionLine, JobLine, SourceLine
from reports.report.wording import TEST_DO, TEST_DONE_WHEN, TEST_FIRST_STEP, answer_words


class _Plan(NamedTuple):
    """What the lines of a plan are made from; `today` are the answers with all updates."""

    bank: Bank
    result: Result
    progress: Progress
    today: Mapping[str, Answer]


def job_lines(bank: Bank, result: Result, made_on: date, progress: Progress = NO_PROGRESS) -> tuple[JobLine, ...]:
    """Give every job of a result with its actions, in the order of the plan; days count from the one it is made on.

    What people typed for it since (`progress`) is in the lines: owner, day and status.
    """
    whole = _Plan(bank, result, progress, answers_today(result.answers, progress.updates))
    content = {job.id: job for job in bank.plan_jobs}
    days = due_days(bank.scoring.classes, result.jobs, made_on)
    actions = {action.question: action for action in result.actions}
    return tuple(
        _job(whole, job, content[job.id], days[job.id], _actions(whole, job, actions, days[job.id]))
        for job in result.jobs
    )


def source_lines(bank: Bank, keys: Iterable[str]) -> tuple[SourceLine, ...]:
    """The sources named, each once, in the order of the bank's list."""
    wanted = set(keys)
    return tuple(
        SourceLine(key, source.title, source.publisher, source.url, source.as_at, source.secondary)
        for key, source in bank.sources.items()
        if key in wanted
    )


def _job(whole: _Plan, job: PlannedJob, content: Job, days: DueDays, actions: tuple[ActionLine, ...]) -> JobLine:
    bank, typed = whole.bank, whole.progress.item(job_name(job.id))
    return JobLine(
        rank=job.rank,
        id=job.id,
        title=job.title,
        class_id=job.class_id,
        class_title=_class_title(bank, job.class_id),
        due=typed.due or days.due,
        effort=_title(bank.scoring.efforts, job.effort),
        cost=_title(bank.scoring.costs, job.cost),
        quick_win=job.quick_win,
        gain=job.gain,
        percent_after=job.percent_after,
        up_to=job.up_to,
        saves_lives=job.saves_lives,
        tests_only=job.tests_only,
        why=bank.by_id[job.bears].why if job.bears else content.why,
        first_step=_first_step(job, actions),
        gaps=tuple(action for action in actions if action.kind != "test"),
        tests=tuple(action for action in actions if action.kind == "test"),
        suggested=days.due,
        status=job_status(typed.status, [action.status for action in actions]),
        typed=typed,
    )


def _first_step(job: PlannedJob, actions: Iterable[ActionLine]) -> str:
    if not job.find_out:
        return job.first_step or TEST_FIRST_STEP
    names = [action.name for action in actions if action.kind == "find-out"]
    which = "this is" if len(names) == 1 else "these are"
    return f"Find out whether {which} in place already: {'; '.join(names)}."


def _actions(whole: _Plan, job: PlannedJob, actions: Mapping[str, Action], days: DueDays) -> tuple[ActionLine, ...]:
    return tuple(_action(whole, actions[question], job, days) for question in job.actions)


def _action(whole: _Plan, action: Action, job: PlannedJob, days: DueDays) -> ActionLine:
    bank, result = whole.bank, whole.result
    question = bank.by_id[action.question]
    typed, of_job = whole.progress.item(action_name(question.id)), whole.progress.item(job_name(job.id))
    tests = action.kind == "test"
    waits = tests or action.when_you_can
    due = typed.due or (None if waits else of_job.due)
    return ActionLine(
        rank=action.rank,
        job_rank=job.rank,
        job=job.title,
        question_id=question.id,
        question_number=result.path.index(question.id) + 1,
        title=action.title,
        kind=action.kind,
        class_id=action.class_id,
        class_title=_class_title(bank, action.class_id),
        when_you_can=action.when_you_can,
        due=due or (days.later if waits else days.due),
        effort=_title(bank.scoring.efforts, action.effort),
        cost=_title(bank.scoring.costs, action.cost),
        free=action.cost == "none",
        quick_win=action.quick_win,
        gain=action.gain,
        percent_after=action.percent_after,
        up_to=action.up_to,
        why=question.why,
        do=(question.review.do or TEST_DO) if tests else question.action.do_in(sector_of(bank, result.profile)),
        first_step=TEST_FIRST_STEP if tests else question.action.first_step,
        who_helps=question.action.who_helps,
        done_when=(question.review.done_when or TEST_DONE_WHEN) if tests else question.action.done_when,
        sources=source_lines(bank, question.sources),
        name=question.name,
        ask=question.ask,
        answer=answer_words(bank, question, result.answers[question.id]),
        area=bank.area_of[question.id].title,
        owner=typed.owner or of_job.owner,
        due_typed=due is not None,
        suggested=days.later if waits else days.due,
        status=action_status(is_done(action.kind, whole.today[question.id].level), typed.status, of_job.status),
        typed=typed,
    )


def _title(scale: Iterable[Choice], value: str) -> str:
    return next(choice.title for choice in scale if choice.id == value)


def _class_title(bank: Bank, class_id: str) -> str:
    return next(each.title for each in bank.scoring.classes if each.id == class_id)

"""The jobs of a result as they are printed: their words, days, and actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from assessment.due import DueDays, due_days
from assessment.profile import sector_of
from assessment.result import Action, PlannedJob, Result
from questions.jobs import Job
from questions.model import Bank, Choice
from reports.report.job_parts import ActionLine, JobLine, SourceLine
from reports.report.wording import TEST_DO, TEST_DONE_WHEN, TEST_FIRST_STEP, answer_words


def job_lines(bank: Bank, result: Result, made_on: date) -> tuple[JobLine, ...]:
    """Give every job of a result with its actions, in the order of the plan; days count from the one it is made on."""
    content = {job.id: job for job in bank.plan_jobs}
    days = due_days(bank.scoring.classes, result.jobs, made_on)
    actions = {action.question: action for action in result.actions}
    return tuple(
        _job(bank, job, content[job.id], days[job.id], _actions(bank, result, job, actions, days[job.id]))
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


def _job(bank: Bank, job: PlannedJob, content: Job, days: DueDays, actions: tuple[ActionLine, ...]) -> JobLine:
    return JobLine(
        rank=job.rank,
        id=job.id,
        title=job.title,
        class_id=job.class_id,
        class_title=_class_title(bank, job.class_id),
        due=days.due,
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
    )


def _first_step(job: PlannedJob, actions: Iterable[ActionLine]) -> str:
    if not job.find_out:
        return job.first_step or TEST_FIRST_STEP
    names = [action.name for action in actions if action.kind == "find-out"]
    which = "this is" if len(names) == 1 else "these are"
    return f"Find out whether {which} in place already: {'; '.join(names)}."


def _actions(
    bank: Bank, result: Result, job: PlannedJob, actions: Mapping[str, Action], days: DueDays
) -> tuple[ActionLine, ...]:
    return tuple(_action(bank, result, actions[question], job, days) for question in job.actions)


def _action(bank: Bank, result: Result, action: Action, job: PlannedJob, days: DueDays) -> ActionLine:
    question = bank.by_id[action.question]
    tests = action.kind == "test"
    waits = tests or action.when_you_can
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
        due=days.later if waits else days.due,
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
    )


def _title(scale: Iterable[Choice], value: str) -> str:
    return next(choice.title for choice in scale if choice.id == value)


def _class_title(bank: Bank, class_id: str) -> str:
    return next(each.title for each in bank.scoring.classes if each.id == class_id)

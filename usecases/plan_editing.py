"""A finished plan is worked through: what is typed for a job is saved, levels move when something is done, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessment.answers import Answer, Choice
from assessment.progress import (
    TYPED_STATUSES,
    PlanItem,
    Progress,
    action_name,
    action_status,
    answers_today,
    is_done,
    job_name,
    job_status,
)
from assessment.result import ActionKind
from questions.scale import IN_PLACE, TESTED
from reports.report.job_parts import ActionLine
from storage.plans import NewUpdate, PlanChange
from storage.records import Assessment
from usecases.plan_input import LONGEST, PARTS, item_parts, read_item, tidied
from usecases.plan_progress import PlanJob, PlanToday
from usecases.revisions import Clash, Merged, Sent, merge
from usecases.services import Services

# What somebody can say of an action beyond the statuses that are typed: the level that it has now.
DONE_LEVELS: Mapping[str, Choice] = {"in-place": "2", "tested": "3"}
JOB_DONE = "done"


@dataclass(frozen=True, slots=True)
class SentJob:
    """What a form sent for a job: values by field (`owner-job.<id>`), the revisions shown before, and a name."""

    values: Mapping[str, str]
    shown: Mapping[str, str]
    by: str = ""


@dataclass(frozen=True, slots=True)
class JobSaved:
    """What became of it: with `problems`, by field, nothing was saved; with `clashes`, all but those fields."""

    values: Mapping[str, Sent]
    problems: Mapping[str, str]
    clashes: tuple[Clash, ...] = ()


class _RefusedError(Exception):
    """Ends the transaction: a form is saved as a whole or not at all."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = problems
        super().__init__()


def fields_of(plan: PlanToday, job: PlanJob) -> dict[str, Sent]:
    """What a form shows of a job and its actions, by field."""
    return _fields(plan, job, plan.progress)


def save_job(services: Services, assessment: Assessment, plan: PlanToday, job: PlanJob, sent: SentJob) -> JobSaved:
    """Save what was typed for a job and its actions, and move the levels of what is done, in one transaction.

    Only what was touched is written, and never over what somebody else has saved meanwhile. Raises NotFound and
    Unfinished.
    """
    saved: list[JobSaved] = []
    mine = tidied(sent.values)

    def change(progress: Progress) -> PlanChange:
        before = _fields(plan, job, progress)
        merged = merge(sent.shown, before, mine)
        items, problems = _read(job, progress, before, merged)
        if problems:
            raise _RefusedError(problems)
        saved.append(JobSaved(merged.values, {}, merged.clashes))
        changed = {name: item for name, item in items.items() if item != progress.item(name)}
        updates, undone = _levels(plan, job, progress, before, merged)
        return PlanChange(changed, tuple(each._replace(by=tidied_name(sent.by)) for each in updates), undone)

    try:
        services.store.change_plan(assessment.workspace_id, assessment.id, change, services.now())
    except _RefusedError as refused:
        return JobSaved({**fields_of(plan, job), **mine}, refused.problems)
    return saved[-1]


def mark_done(services: Services, assessment: Assessment, plan: PlanToday, question: str, level: int, by: str) -> bool:
    """Say that an action is in place (2) or tested (3); False for a question without an action, or no step forward.

    Said twice, as by a double press, it is one. Raises NotFound, Unfinished.
    """
    if level not in (IN_PLACE, TESTED) or _line(plan, question) is None:
        return False
    done: list[bool] = []

    def change(progress: Progress) -> PlanChange:
        now = answers_today(plan.result.answers, progress.updates)[question]
        updates = _raised(question, now, level)
        done.append(bool(updates))
        return PlanChange(updates=tuple(each._replace(by=tidied_name(by)) for each in updates))

    services.store.change_plan(assessment.workspace_id, assessment.id, change, services.now())
    return done[-1]


def undo(services: Services, assessment: Assessment, update_id: str) -> None:
    """Take an update back; one that is taken back already stays so. Raises NotFound, Unfinished."""
    change = PlanChange(undone=(update_id,))
    services.store.change_plan(assessment.workspace_id, assessment.id, lambda _: change, services.now())


def tidied_name(name: str) -> str:
    """The name of whoever did it, as it is kept."""
    return tidied({"owner": name})["owner"][: LONGEST["owner"]]


def _line(plan: PlanToday, question: str) -> ActionLine | None:
    lines = (action.line for job in plan.jobs for action in job.actions)
    return next((line for line in lines if line.question_id == question), None)


def _fields(plan: PlanToday, job: PlanJob, progress: Progress) -> dict[str, Sent]:
    today = answers_today(plan.result.answers, progress.updates)
    statuses: dict[str, tuple[PlanItem, str]] = {}
    for action in job.actions:
        line = action.line
        own = progress.item(action_name(line.question_id))
        level = today[line.question_id].level
        done = is_done(_kind(line), level)
        shown = ("tested" if level == TESTED else "in-place") if done else own.status
        statuses[action_name(line.question_id)] = (own, shown)
    whole = progress.item(job_name(job.line.id))
    of_actions = [action_status(shown in DONE_LEVELS, own.status, whole.status) for own, shown in statuses.values()]
    statuses[job_name(job.line.id)] = (whole, job_status(whole.status, of_actions))
    return {
        f"{part}-{name}": value
        for name, (item, status) in statuses.items()
        for part, value in item_parts(item, status).items()
    }


def _read(
    job: PlanJob, progress: Progress, before: Mapping[str, Sent], merged: Merged
) -> tuple[dict[str, PlanItem], dict[str, str]]:
    items: dict[str, PlanItem] = {}
    problems: dict[str, str] = {}
    for name in (job_name(job.line.id), *(action_name(action.line.question_id) for action in job.actions)):
        item, wrong = read_item({part: str(merged.values[f"{part}-{name}"]) for part in PARTS})
        # What follows from the levels is typed by nobody: what was typed before stays under it.
        status = merged.values[f"status-{name}"]
        typed = status in TYPED_STATUSES and status != before[f"status-{name}"]
        items[name] = item if typed else item._replace(status=progress.item(name).status)
        problems |= {f"{part}-{name}": text for part, text in wrong.items()}
    return items, problems


def _levels(
    plan: PlanToday, job: PlanJob, progress: Progress, before: Mapping[str, Sent], merged: Merged
) -> tuple[list[NewUpdate], tuple[str, ...]]:
    """The levels that move as a status was changed, and the updates to take back."""
    today = answers_today(plan.result.answers, progress.updates)
    updates: list[NewUpdate] = []
    undone: list[str] = []
    whole = f"status-{job_name(job.line.id)}"
    whole_done = merged.values[whole] == JOB_DONE and before[whole] != JOB_DONE
    for action in job.actions:
        question, field = action.line.question_id, f"status-{action_name(action.line.question_id)}"
        said, was = str(merged.values[field]), str(before[field])
        if said != was and said in DONE_LEVELS:
            updates += _moved(question, today[question], DONE_LEVELS[said])
        elif said != was and was in DONE_LEVELS:
            undone += [update.id for update in progress.in_force if update.question == question]
        elif whole_done and said not in (*DONE_LEVELS, "not-doing"):
            updates += _raised(question, today[question], TESTED if action.line.kind == "test" else IN_PLACE)
    return updates, tuple(undone)


def _raised(question: str, now: Answer, level: int) -> list[NewUpdate]:
    target: Choice = "3" if level == TESTED else "2"
    return _moved(question, now, target) if (now.level or 0) < level else []


def _moved(question: str, now: Answer, target: Choice) -> list[NewUpdate]:
    return [NewUpdate(question, now.choice, target)] if now.choice is not None and now.choice != target else []


def _kind(line: ActionLine) -> ActionKind:
    return "test" if line.kind == "test" else "close"


def questions_of(jobs: Iterable[PlanJob]) -> tuple[str, ...]:
    """The questions of the open actions of some jobs."""
    return tuple(action.line.question_id for job in jobs for action in job.actions if action.open)

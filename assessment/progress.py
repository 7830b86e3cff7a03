"""What becomes of a finished plan: what people typed for its jobs and actions, and the levels that have moved since.

A finished assessment never changes. Its updates are laid on top of its answers, and give the answers of today.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from assessment.answers import Answer, Choice
from assessment.evaluation import answered_otherwise
from assessment.result import ActionKind, Result, Tally
from questions.model import Bank
from questions.scale import IN_PLACE, TESTED

TypedStatus = Literal["not-started", "under-way", "not-doing"]
TYPED_STATUSES: tuple[TypedStatus, ...] = get_args(TypedStatus)
# Nobody types "done": it is the level that says so.
Status = Literal["not-started", "under-way", "done", "not-doing"]
# There is something to do.
OPEN: tuple[Status, ...] = ("not-started", "under-way")


class PlanItem(NamedTuple):
    """What people typed for a job or an action; nothing typed is an empty text, and no day the suggested one.

    `reason` is why it is not done, `cost` what it costs here, `proof` what shows that it is done.
    """

    owner: str = ""
    due: date | None = None
    status: TypedStatus = "not-started"
    reason: str = ""
    cost: str = ""
    note: str = ""
    proof: str = ""


NOTHING_TYPED = PlanItem()


class Update(NamedTuple):
    """A level that moved after the finish: the answer before and after, when (UTC), and the name that was given."""

    id: str
    question: str
    before: Choice
    after: Choice
    at: datetime
    by: str = ""
    undone: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """All that was typed, by the name of a job or an action (`job_name`, `action_name`), and the updates, oldest first.

    `changed` is when anything of it changed last.
    """

    items: Mapping[str, PlanItem] = field(default_factory=lambda: MappingProxyType({}))
    updates: tuple[Update, ...] = ()
    changed: datetime | None = None

    def item(self, name: str) -> PlanItem:
        """What was typed for a job or an action."""
        return self.items.get(name, NOTHING_TYPED)

    @property
    def in_force(self) -> tuple[Update, ...]:
        """The updates that nobody has undone, oldest first."""
        return tuple(update for update in self.updates if update.undone is None)


NO_PROGRESS = Progress()


def job_name(job: str) -> str:
    """The name under which something is typed for a job."""
    return f"job.{job}"


def action_name(question: str) -> str:
    """The name under which something is typed for the action on a question."""
    return f"action.{question}"


def answers_today(answers: Mapping[str, Answer], updates: Iterable[Update]) -> dict[str, Answer]:
    """The answers with the newest update of each question in place; reasons and notes stay.

    Updates that were undone, or that are of a question without a level, change nothing.
    """
    today = dict(answers)
    for update in updates:
        if update.undone is None and update.question in today and today[update.question].level is not None:
            today[update.question] = today[update.question]._replace(choice=update.after, agreed=False)
    return today


def result_today(bank: Bank, result: Result, updates: Collection[Update]) -> Result:
    """The result of today's answers, on the path of the finished assessment; that itself where nothing has moved."""
    today = answers_today(result.answers, updates)
    return answered_otherwise(bank, result, today) if today != result.answers else result


def score_line(bank: Bank, result: Result, updates: Sequence[Update]) -> tuple[int | None, ...]:
    """The percent after each of these updates, had only those up to it been made."""
    levels = {question: answer.level for question, answer in result.answers.items()}
    points, line = result.score.points, []
    for update in updates:
        before, after = levels.get(update.question), Answer(update.after).level
        if before is not None and after is not None:
            points += bank.scoring.weights[bank.by_id[update.question].importance] * (after - before)
            levels[update.question] = after
        line.append(Tally(points, result.score.most).percent)
    return tuple(line)


def is_done(kind: ActionKind, level: int | None) -> bool:
    """Whether an action is done at a level: a test when it is tested, anything else when it is in place."""
    return level is not None and level >= (TESTED if kind == "test" else IN_PLACE)


def action_status(done: bool, own: TypedStatus, of_job: TypedStatus) -> Status:
    """The status of an action: done by its level; otherwise its own, or that its whole job is not being done."""
    if done:
        return "done"
    return "not-doing" if own == "not-started" and of_job == "not-doing" else own


def job_status(typed: TypedStatus, actions: Sequence[Status]) -> Status:
    """The status of a job: done when every action is done or not to be done, and something of it is done."""
    if all(status in ("done", "not-doing") for status in actions):
        return "done" if "done" in actions else "not-doing"
    if typed == "not-started" and any(status in ("done", "under-way") for status in actions):
        return "under-way"
    return typed

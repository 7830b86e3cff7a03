"""What if some actions were done: the score, the level and what holds it then; the best set for days and money."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from assessment.best_set import best_set
from assessment.due import months_after, spread
from assessment.evaluation import what_if
from assessment.progress import Progress, action_name, job_name
from assessment.result import Action, Result
from questions import Bank
from questions.scale import IN_PLACE
from reports.report.holdings import essential_gaps, holdings
from reports.report.job_parts import HeldLine, Holding
from reports.report.wording import verdict
from storage.plans import PlanChange
from storage.records import Assessment
from usecases.plan_progress import PlanAction, PlanJob, PlanToday
from usecases.services import Services

# Within so many months, in equal steps, the actions of a set that is made the plan are due.
SET_MONTHS = 3
WORKING_DAY = 8
MOST_DAYS, MOST_POUNDS = 1_000, 10_000_000
BudgetProblem = str


@dataclass(frozen=True, slots=True)
class Chosen:
    """An action of the set, the job that it is of, and why it is in; `essential` where it closes an essential gap."""

    action: PlanAction
    job: PlanJob
    essential: bool
    gain: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What follows if some actions are done and tested; `hours` and `pounds` are None where the bank counts none.

    `up_to` where something has to be found out first. `opened` are the questions that better answers open, by name.
    """

    chosen: tuple[Chosen, ...]
    percent: int | None
    verdict: str
    holding: tuple[Holding, ...]
    gaps: tuple[HeldLine, ...]
    hours: int | None
    pounds: int | None
    up_to: bool
    opened: tuple[str, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions whose actions are chosen."""
        return tuple(each.action.line.question_id for each in self.chosen)

    @property
    def days_words(self) -> str:
        """The work in words: up to a working day in hours, more in days."""
        hours = self.hours or 0
        count, noun = (hours, "hour") if hours < WORKING_DAY else (round(hours / WORKING_DAY), "day")
        return f"{count:,} {noun}{'' if count == 1 else 's'}"


def counts_budgets(bank: Bank) -> bool:
    """Whether the bank says how many hours an effort is, and how many pounds a cost."""
    return bool(bank.scoring.hours and bank.scoring.pounds)


def ticked(plan: PlanToday, jobs: Collection[str], questions: Collection[str]) -> frozenset[str]:
    """The questions of the open actions that were ticked, each alone or with its job."""
    return frozenset(
        action.line.question_id
        for job in plan.jobs
        for action in job.actions
        if action.open and (job.line.id in jobs or action.line.question_id in questions)
    )


def what_if_done(bank: Bank, plan: PlanToday, questions: Collection[str]) -> WhatIf:
    """What follows if these actions are done and tested; those that are not open count for nothing."""
    actions = _open_actions(plan)
    chosen = tuple(
        Chosen(action, job, _essential_gap(bank, action), actions[action.line.question_id].gain)
        for job in plan.jobs
        for action in job.actions
        if action.line.question_id in actions and action.line.question_id in questions
    )
    after, opened = what_if(bank, plan.today, {each.action.line.question_id for each in chosen})
    taken = [actions[each.action.line.question_id] for each in chosen]
    hours, pounds = bank.scoring.hours, bank.scoring.pounds
    counts = counts_budgets(bank)
    return WhatIf(
        chosen=chosen,
        percent=after.score.percent,
        verdict=verdict(bank, after),
        holding=holdings(bank, after),
        gaps=essential_gaps(bank, after),
        hours=sum(hours[each.effort] for each in taken) if counts else None,
        pounds=sum(pounds[each.cost] for each in taken) if counts else None,
        up_to=any(each.up_to for each in taken),
        opened=tuple(bank.by_id[question].name for question in opened if question not in plan.result.path),
    )


def best_for(bank: Bank, plan: PlanToday, days: int, pounds: int) -> frozenset[str]:
    """The questions of the open actions that gain most in so many days and for so much money."""
    best = best_set(bank, _open_result(plan), days, pounds)
    return frozenset(best.questions) if best else frozenset()


def read_count(text: str, most: int, example: str) -> tuple[int, BudgetProblem | None]:
    """A whole number such as 5 or 1,000; nothing counts as 0. Gives what is wrong where it is none."""
    plain = text.strip().replace(",", "").removeprefix("£").strip()
    if not plain:
        return 0, None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= len(str(most)) and int(plain) <= most):
        return 0, f"Enter a whole number from 0 to {most:,}, such as {example}"
    return int(plain), None


def make_it_the_plan(
    services: Services, assessment: Assessment, plan: PlanToday, questions: Collection[str]
) -> tuple[int, int]:
    """Give the chosen actions their days, from now on in the order of the plan, in one transaction.

    A day that somebody has typed, for the action or for its job, stays. Gives how many days were set, and how many
    stayed. Raises NotFound, Unfinished.
    """
    chosen = [
        (job.line.id, action.line.question_id)
        for job in plan.jobs
        for action in job.actions
        if action.open and action.line.question_id in questions
    ]
    days = spread(plan.on, months_after(plan.on, SET_MONTHS), len(chosen))
    counted: list[tuple[int, int]] = []

    def change(progress: Progress) -> PlanChange:
        items = {
            action_name(question): progress.item(action_name(question))._replace(due=day)
            for (job, question), day in zip(chosen, days, strict=True)
            if _free(progress, job, question)
        }
        counted.append((len(items), len(chosen) - len(items)))
        return PlanChange(items)

    services.store.change_plan(assessment.workspace_id, assessment.id, change, services.now())
    return counted[-1]


def last_day(on: date) -> date:
    """The day by which a set that is made the plan is due."""
    return months_after(on, SET_MONTHS)


def _free(progress: Progress, job: str, question: str) -> bool:
    """Whether nobody has typed a day."""
    return progress.item(action_name(question)).due is None and progress.item(job_name(job)).due is None


def _open_actions(plan: PlanToday) -> dict[str, Action]:
    """The actions of today's result that are open on the plan, by question."""
    still = {action.line.question_id for job in plan.jobs for action in job.actions if action.open}
    return {action.question: action for action in plan.today.actions if action.question in still}


def _open_result(plan: PlanToday) -> Result:
    return replace(plan.today, actions=tuple(_open_actions(plan).values()))


def _essential_gap(bank: Bank, action: PlanAction) -> bool:
    return bank.by_id[action.line.question_id].importance == "essential" and action.level < IN_PLACE

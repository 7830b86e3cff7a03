"""A finished plan as it stands today: its jobs with what was typed, what is overdue, and the score then and now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from assessment.evaluation import newly_asked
from assessment.progress import OPEN, Progress, Update, result_today, score_line
from assessment.result import Result, Tally
from local_time import london_day
from questions import Bank
from questions.scale import IN_PLACE, TESTED
from reports.places.place_facts import PlaceFacts, facts_of_place
from reports.report.holdings import essential_gaps, holdings
from reports.report.job_lines import job_lines
from reports.report.job_parts import ActionLine, HeldLine, Holding, JobLine
from reports.report.wording import answer_words, verdict
from storage.errors import Unfinished
from storage.records import Assessment
from usecases.plans import facts_of_finished, result_of
from usecases.services import Services
from usecases.workspaces import Place


@dataclass(frozen=True, slots=True)
class PlanAction:
    """An action as it stands today; `update` is the newest one in force, None where its level has not moved.

    `threats` are the titles of the kinds of attack against which it counts.
    """

    line: ActionLine
    level: int
    answer: str
    update: Update | None
    overdue: bool
    threats: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether there is something to do."""
        return self.line.status in OPEN

    @property
    def in_place(self) -> bool:
        """Whether it is in place today, tested or not."""
        return self.level >= IN_PLACE

    @property
    def tested(self) -> bool:
        """Whether it is tested today."""
        return self.level == TESTED


@dataclass(frozen=True, slots=True)
class PlanJob:
    """A job as it stands today. `due` is the first day of what is still open, which somebody typed or which is
    suggested; `days_over` is how long that is past.

    `percent_after` is today's score with all that is open in it done and tested.
    """

    line: JobLine
    actions: tuple[PlanAction, ...]
    due: date
    due_typed: bool
    days_over: int
    percent_after: int | None

    @property
    def open(self) -> bool:
        """Whether there is something to do."""
        return self.line.open

    @property
    def done(self) -> int:
        """How many of its actions are done."""
        return sum(action.line.status == "done" for action in self.actions)

    @property
    def owners(self) -> tuple[str, ...]:
        """Everyone who does something open in it; an empty name where nobody does yet."""
        names = [self.line.owner, *(action.line.owner for action in self.actions if action.open)]
        return tuple(dict.fromkeys(name for name in names if name)) or ("",)

    @property
    def areas(self) -> tuple[str, ...]:
        """The titles of the areas of its actions."""
        return tuple(dict.fromkeys(action.line.area for action in self.actions))

    @property
    def threats(self) -> tuple[str, ...]:
        """The titles of the kinds of attack against which its actions count."""
        return tuple(dict.fromkeys(threat for action in self.actions for threat in action.threats))


@dataclass(frozen=True, slots=True)
class Moved:
    """An update in words: what moved, from which answer to which, and the score after it (None once it is undone)."""

    update: Update
    name: str
    before: str
    after: str
    percent: int | None
    newest: bool


@dataclass(frozen=True, slots=True)
class PlanToday:
    """A finished plan as it stands on a day."""

    finished: date
    on: date
    jobs: tuple[PlanJob, ...]
    result: Result
    today: Result
    progress: Progress
    verdict: str
    holding: tuple[Holding, ...]
    gaps: tuple[HeldLine, ...]
    moves: tuple[Moved, ...]
    opened: tuple[str, ...]

    @property
    def then_percent(self) -> int | None:
        """The score when it was finished."""
        return self.result.score.percent

    @property
    def percent(self) -> int | None:
        """The score today."""
        return self.today.score.percent

    @property
    def moved(self) -> bool:
        """Whether any level has moved, and stayed so."""
        return bool(self.progress.in_force)

    @property
    def to_do(self) -> tuple[PlanJob, ...]:
        """The jobs in which there is something to do."""
        return tuple(job for job in self.jobs if job.open)

    @property
    def done_count(self) -> int:
        """How many jobs are done."""
        return sum(job.line.status == "done" for job in self.jobs)

    @property
    def overdue_count(self) -> int:
        """How many jobs have something overdue."""
        return sum(job.days_over > 0 for job in self.jobs)

    @property
    def next_job(self) -> PlanJob | None:
        """The open job that is due first; of those due on one day, the first of the plan."""
        return min(self.to_do, key=lambda job: (job.due, job.line.rank), default=None)

    def job(self, job_id: str) -> PlanJob | None:
        """The job with an id."""
        return next((job for job in self.jobs if job.line.id == job_id), None)


def plan_today(services: Services, assessment: Assessment) -> PlanToday:
    """The plan of a finished assessment as it stands today. Raises Unfinished."""
    if assessment.finished is None:
        raise Unfinished
    bank, on = services.bank_of(assessment.bank_version), services.today()
    result, progress = result_of(services, assessment), services.store.progress(assessment.id)
    today, finished = result_today(bank, result, progress.updates), london_day(assessment.finished)
    lines = job_lines(bank, result, finished, progress)
    return PlanToday(
        finished=finished,
        on=on,
        jobs=tuple(_job(bank, line, today, progress, on) for line in lines),
        result=result,
        today=today,
        progress=progress,
        verdict=verdict(bank, today),
        holding=holdings(bank, today),
        gaps=essential_gaps(bank, today),
        moves=tuple(_moves(bank, result, progress)),
        opened=tuple(bank.by_id[question].name for question in newly_asked(bank, today)),
    )


def facts_today(
    services: Services, assessment: Assessment, signed: datetime | None, changed: datetime | None
) -> PlaceFacts:
    """What a finished assessment and its plan, which was changed last at some time, say today; kept once known."""
    if changed is None:
        return facts_of_finished(services, assessment, signed)

    def worked_on() -> PlaceFacts:
        plan = plan_today(services, assessment)
        return facts_of_place(services.bank_of(assessment.bank_version), plan.today, [job.due for job in plan.to_do])

    return services.summaries.get((assessment.id, signed, changed), worked_on)


def plans_of(services: Services, places: Iterable[Place]) -> dict[str, PlanToday]:
    """The plan of each place's newest finished assessment, by the id of the assessment."""
    finished = (next((each for each in place.assessments if each.finished), None) for place in places)
    return {each.id: plan_today(services, each) for each in finished if each is not None}


def _job(bank: Bank, line: JobLine, today: Result, progress: Progress, on: date) -> PlanJob:
    newest = {update.question: update for update in progress.in_force}
    actions = tuple(_action(bank, action, today, newest.get(action.question_id), on) for action in line.actions)
    gain = sum(_left(bank, action) for action in actions if action.open)
    left = [action for action in actions if action.open]
    due = line.next_due
    typed = due == line.typed.due or any(action.line.due_typed and action.line.due == due for action in left)
    over = (on - due).days if line.open else 0
    after = Tally(today.score.points + gain, today.score.most).percent
    return PlanJob(line, actions, due, typed, max(over, 0), after)


def _action(bank: Bank, line: ActionLine, today: Result, update: Update | None, on: date) -> PlanAction:
    answer = today.answers[line.question_id]
    question = bank.by_id[line.question_id]
    overdue = line.due < on and line.status in OPEN
    threats = tuple(each.title for each in bank.threats if each.id in question.threats)
    return PlanAction(line, answer.level or 0, answer_words(bank, question, answer), update, overdue, threats)


def _left(bank: Bank, action: PlanAction) -> int:
    weight = bank.scoring.weights[bank.by_id[action.line.question_id].importance]
    return weight * (TESTED - action.level)


def _moves(bank: Bank, result: Result, progress: Progress) -> Iterable[Moved]:
    """Every update, newest first."""
    in_force = progress.in_force
    percents = dict(zip((each.id for each in in_force), score_line(bank, result, in_force), strict=True))
    newest = {update.question: update.id for update in in_force}
    for update in reversed(progress.updates):
        question = bank.by_id[update.question]
        before, after = (
            bank.scoring.dont_know if choice == "dont-know" else question.options[int(choice)]
            for choice in (update.before, update.after)
        )
        percent = percents.get(update.id)
        yield Moved(update, question.name, before, after, percent, newest.get(update.question) == update.id)

"""What has happened since an assessment was finished: the score as it stands, and the answers that moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assessment.progress import Progress, result_today
from assessment.result import Result
from local_time import london_day
from questions.model import Bank
from reports.report.job_parts import JobLine
from reports.report.wording import sum_says, verdict


@dataclass(frozen=True, slots=True)
class MoveLine:
    """An arrangement whose level moved after the finish: the answers then and now, and the day of the last move."""

    number: int
    name: str
    before: str
    after: str
    on: date


@dataclass(frozen=True, slots=True)
class Today:
    """A plan that has been worked on, as at the day of the last change.

    `moved` says whether any level moved and stayed so; without it the score is that of the finish. `done` counts the
    jobs that are done.
    """

    on: date
    verdict: str
    sum_says: str
    moved: bool
    done: int
    moves: tuple[MoveLine, ...]


def today_part(bank: Bank, result: Result, jobs: Sequence[JobLine], progress: Progress) -> Today | None:
    """Give the part; None where nothing has changed since the finish.

    Its day is that of the last change, not of the printing: what is printed again without a change is the same.
    """
    if progress.changed is None:
        return None
    today = result_today(bank, result, progress.updates)
    return Today(
        on=london_day(progress.changed),
        verdict=verdict(bank, today),
        sum_says=sum_says(bank, today),
        moved=bool(progress.in_force),
        done=sum(job.status == "done" for job in jobs),
        moves=tuple(_moves(bank, result, progress)),
    )


def _moves(bank: Bank, result: Result, progress: Progress) -> Iterable[MoveLine]:
    """Each question with an update in force: its answer at the finish, and the newest."""
    newest = {update.question: update for update in progress.in_force}
    for number, question_id in enumerate(result.path, 1):
        update = newest.get(question_id)
        if update is not None:
            question = bank.by_id[question_id]
            first = next(each for each in progress.in_force if each.question == question_id)
            before, after = (
                bank.scoring.dont_know if choice == "dont-know" else question.options[int(choice)]
                for choice in (first.before, update.after)
            )
            yield MoveLine(number, question.name, before, after, london_day(update.at))

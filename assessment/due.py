"""When jobs are due: spread by rank inside the span of their class, so that no two fall on one day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from assessment.result import PlannedJob
from questions.scoring import ActionClass


class DueDays(NamedTuple):
    """The suggested days of one job: of what is missing, and of what can wait (its tests, and "when you can")."""

    due: date
    later: date


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last day of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def due_days(classes: Sequence[ActionClass], jobs: Sequence[PlannedJob], made_on: date) -> Mapping[str, DueDays]:
    """Give the days of each job, by its id, for a plan made on a day.

    A class spans the time from the end of the class before it to its own. The last job of a class is due on its last
    day, those before it in equal steps. What can wait is spread over the last span in the same way, over all jobs.
    """
    ends = [made_on, *(months_after(made_on, each.months) for each in classes)]
    spans = dict(zip([each.id for each in classes], pairwise(ends), strict=True))
    later = spread(*spans[classes[-1].id], len(jobs))
    days: dict[str, DueDays] = {}
    for class_id, span in spans.items():
        own = [job for job in jobs if job.class_id == class_id]
        for job, due in zip(own, spread(*span, len(own)), strict=True):
            days[job.id] = DueDays(due, later[job.rank - 1])
    return days


def spread(start: date, end: date, count: int) -> list[date]:
    """So many days after a start, in equal steps, the last at the end; all different while they fit."""
    length = (end - start).days
    return [start + timedelta(days=length * step // count) for step in range(1, count + 1)]

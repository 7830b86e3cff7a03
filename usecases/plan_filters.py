"""Which jobs of a plan somebody wants to see, and in which order; and how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from usecases.plan_progress import PlanJob, PlanToday

TO_DO = "to-do"
# What an address says to open every job: no job has such an id.
EVERY_JOB = "*"
# By the word in the address: the words of its link, and whether a job is in it.
SHOWS: Mapping[str, tuple[str, Callable[[PlanToday, PlanJob], bool]]] = MappingProxyType(
    {
        TO_DO: ("To do", lambda _, job: job.open),
        "overdue": ("Overdue", lambda _, job: job.days_over > 0),
        "month": ("This month", lambda plan, job: _due_this_month(plan, job)),
        "done": ("Done", lambda _, job: job.line.status == "done"),
        "all": ("All", lambda *_: True),
    }
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for, None where it does not say.

    A word of `SHOWS`, an owner ("" for jobs that nobody has yet), an area, a kind of attack, an order.
    """

    show: str = TO_DO
    owner: str | None = None
    area: str | None = None
    threat: str | None = None
    by_due: bool = False

    @property
    def query(self) -> dict[str, str]:
        """The same as the arguments of an address."""
        show, sort = self.show if self.show != TO_DO else None, "due" if self.by_due else None
        said = {"show": show, "owner": self.owner, "area": self.area, "threat": self.threat, "sort": sort}
        return {name: value for name, value in said.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Shown:
    """The jobs to show, and how many there would be of each kind, owner, area and threat with the rest of the wish."""

    jobs: tuple[PlanJob, ...]
    shows: Mapping[str, tuple[str, int]]
    owners: Mapping[str, int]
    areas: Mapping[str, int]
    threats: Mapping[str, int]


def wanted(arguments: Mapping[str, str]) -> Wanted:
    """Read the arguments of an address; what is not known counts as not said."""
    show = arguments.get("show", TO_DO)
    return Wanted(
        show if show in SHOWS else TO_DO,
        arguments.get("owner"),
        arguments.get("area") or None,
        arguments.get("threat") or None,
        arguments.get("sort") == "due",
    )


def shown_jobs(plan: PlanToday, wish: Wanted) -> Shown:
    """The jobs that somebody wants to see."""
    of_kind = [job for job in plan.jobs if SHOWS[wish.show][1](plan, job)]
    of_owner = [job for job in plan.jobs if _fits(job, wish)]
    jobs = [job for job in of_kind if _fits(job, wish)]
    if wish.by_due:
        jobs.sort(key=lambda job: (job.due, job.line.rank))
    return Shown(
        tuple(jobs),
        {name: (words, sum(test(plan, job) for job in of_owner)) for name, (words, test) in SHOWS.items()},
        _counts(owner for job in of_kind if _fits(job, replace(wish, owner=None)) for owner in job.owners),
        _counts(area for job in of_kind if _fits(job, replace(wish, area=None)) for area in job.areas),
        _counts(threat for job in of_kind if _fits(job, replace(wish, threat=None)) for threat in job.threats),
    )


def unfolded_jobs(shown: Shown, named: str) -> frozenset[str]:
    """The ids of the jobs to show with all their words: the one named, all, or the first with work left."""
    if named == EVERY_JOB:
        return frozenset(job.line.id for job in shown.jobs)
    return frozenset((named or next((job.line.id for job in shown.jobs if job.open), ""),))


def _fits(job: PlanJob, wish: Wanted) -> bool:
    said = ((wish.owner, job.owners), (wish.area, job.areas), (wish.threat, job.threats))
    return all(one is None or one in names for one, names in said)


def _due_this_month(plan: PlanToday, job: PlanJob) -> bool:
    days = [job.due, *(action.line.due for action in job.actions if action.open and action.line.due_typed)]
    return job.open and any((day.year, day.month) == (plan.on.year, plan.on.month) for day in days)


def _counts(names: Iterable[str]) -> dict[str, int]:
    """How often each is named, by name; nobody comes last."""
    counted = Counter(names)
    return {name: counted[name] for name in sorted(counted, key=lambda name: (not name, name.casefold()))}

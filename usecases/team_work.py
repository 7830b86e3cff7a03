"""A team's own work in numbers: who has how much, how soon requests are taken on, and what was done month by month.

It is about the team and shown to the team alone, so that nothing is suppressed; about the places it says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from assessment.due import months_after
from local_time import end_of_day, london_day, london_month
from reports.exports.columns import Cell
from reports.exports.table_sheet import TableSheet
from reports.exports.xlsx_workbook import Head
from reports.report.dates import MONTHS, long_date
from storage.team_work import Load
from usecases.names import force_name
from usecases.request_queue import age
from usecases.services import Services

MONTHS_SHOWN = 12
HEADS = (Head("Table", 30), Head("Line", 40), Head("What", 40), Head("Number", 12, "number"), Head("In words", 24))


@dataclass(frozen=True, slots=True)
class LoadLine:
    """What an adviser has, with the name, and when the oldest of the requests came, in words."""

    name: str
    load: Load
    oldest: str
    away: bool


def caseload(services: Services, force_id: str) -> tuple[LoadLine, ...]:
    """Everyone who can sign in, and whoever else has something, by name."""
    found = {load.account_id: load for load in services.store.loads(force_id, services.now())}
    today = services.today()
    lines = []
    for each in services.store.accounts_of(force_id):
        load = found.pop(each.id, None)
        if load or each.state == "active":
            load = load or Load(each.id)
            oldest = age((today - london_day(load.oldest)).days) if load.oldest else ""
            lines.append(LoadLine(each.name, load, oldest, away=each.state != "active"))
    left = {account_id: services.store.account(account_id) for account_id in found}
    lines += [LoadLine(account.name, found[account.id], "", away=True) for account in left.values() if account]
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What came and was done in a month of London; `title` is the month in words, `month` as 2026-11."""

    month: str
    title: str
    requests: int
    begun: int
    signed: int
    followed_up: int


@dataclass(frozen=True, slots=True)
class ResponseTimes:
    """How soon requests of these months were taken on: the middle one and the longest, in words, of so many.

    `waiting` is how many nobody has taken on yet, `oldest` when the first of those came, in words.
    """

    taken: int
    middle: timedelta
    longest: timedelta
    waiting: int
    oldest: str


@dataclass(frozen=True, slots=True)
class TeamWork:
    """A team's own work: who has how much, how soon requests are taken on, month by month what was done."""

    loads: tuple[LoadLine, ...]
    responses: ResponseTimes
    months: tuple[MonthLine, ...]

    @property
    def quiet(self) -> bool:
        """Whether nothing came and nothing was done in these months."""
        return not any(each.requests or each.begun or each.signed or each.followed_up for each in self.months)


def team_work(services: Services, force_id: str) -> TeamWork:
    """The work of a team, of this month and the eleven before."""
    today = services.today()
    first = months_after(today.replace(day=1), 1 - MONTHS_SHOWN)
    since = end_of_day(first - timedelta(days=1))
    responses = services.store.responses(force_id, since)
    spans = [each.taken - each.came for each in responses if each.taken]
    seconds = [span.total_seconds() for span in spans]
    waiting = [each.came for each in responses if each.taken is None]
    came = Counter(london_month(each.came) for each in responses)
    done = Counter((act, london_month(at)) for act, at in services.store.work_since(force_id, since))
    return TeamWork(
        caseload(services, force_id),
        ResponseTimes(
            len(spans),
            timedelta(seconds=median(seconds) if seconds else 0),
            max(spans, default=timedelta()),
            len(waiting),
            age((today - london_day(min(waiting))).days) if waiting else "",
        ),
        tuple(
            MonthLine(
                month,
                f"{MONTHS[int(month[5:]) - 1]} {month[:4]}",
                came[month],
                done["began-visit", month],
                done["signed-visit", month],
                done["followed-up", month],
            )
            for month in _months(first)
        ),
    )


def duration(span: timedelta) -> str:
    """A time in words: hours up to two days, then days."""
    hours = round(span / timedelta(hours=1))
    if hours < 1:
        return "less than an hour"
    number, unit = (hours, "hour") if hours < 48 else (round(span / timedelta(days=1)), "day")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def team_sheet(services: Services, force_id: str) -> TableSheet:
    """The same as a table, for other programs."""
    work, today = team_work(services, force_id), services.today()
    title = f"Work of the {force_name(services, force_id)} team, as at {long_date(today)}"
    notes = (
        "Exact numbers of the team's own work: nothing is rounded or left out. They say nothing about the answers.",
        "Times run from a request's arrival until somebody took it on. When you called is not recorded.",
        "A request that the business took back does not count.",
    )
    return TableSheet("Team", title, today, notes, HEADS, [*_load_rows(work.loads), *_rows(work)])


def _load_rows(loads: Sequence[LoadLine]) -> list[tuple[Cell, ...]]:
    return [
        ("Who has how much", each.name, what, number, oldest or None)
        for each in loads
        for what, number, oldest in (
            ("Requests taken on", each.load.requests, each.oldest and f"oldest {each.oldest}"),
            ("Visits under way", each.load.visits, ""),
            ("Follow-ups to do", each.load.follow_ups, ""),
        )
    ]


def _rows(work: TeamWork) -> list[tuple[Cell, ...]]:
    times, rows = work.responses, list[tuple[Cell, ...]]()
    if times.taken:
        for line, span in (("Median", times.middle), ("Longest", times.longest)):
            hours = round(span / timedelta(hours=1))
            rows.append(("Until a request was taken on", line, "Hours", hours, duration(span)))
        rows.append(("Until a request was taken on", "Taken on", "Requests", times.taken, None))
    rows.append(("Until a request was taken on", "Not yet taken on", "Requests", times.waiting, times.oldest or None))
    for each in work.months:
        counts = {"Requests": each.requests, "Visits begun": each.begun, "Visits signed off": each.signed}
        counts["Followed up"] = each.followed_up
        rows += [("Month by month", each.title, what, number, None) for what, number in counts.items()]
    return rows


def _months(first: date) -> list[str]:
    return [months_after(first, ahead).isoformat()[:7] for ahead in range(MONTHS_SHOWN)]

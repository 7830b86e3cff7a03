"""The columns of an action, the same in every table that can be exported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reports.report.dates import long_date
from reports.report.job_parts import ActionLine, SourceLine
from reports.report.report import AnswerLine, Report
from reports.report.wording import STATUS_TITLES

Kind = Literal["text", "number", "percent", "date"]


@dataclass(frozen=True, slots=True)
class UpTo:
    """A number that is the most that may follow, as from finding out: shown as "up to 39%", never alone."""

    most: int


Cell = str | int | date | UpTo | None

STATUSES = tuple(STATUS_TITLES.values())
KINDS = {"close": "Put it in place", "find-out": "Find out", "test": "Test it"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in characters, the kind of its cells, and the cell of an action.

    A cell that is None is left empty, as are those for people to fill in. `tall` is false where a long text may be
    cut off on a sheet rather than make its row high.
    """

    title: str
    width: int
    kind: Kind
    cell: Callable[[ActionLine, AnswerLine | None], Cell]
    tall: bool = True


def source_words(source: SourceLine) -> str:
    """A source on one line."""
    other = ", not the issuing body" if source.secondary else ""
    return f"{source.title} ({source.publisher}{other}, as at {long_date(source.as_at)}): {source.url}"


def _notes(action: ActionLine) -> str | None:
    """What was typed for an action that has no column of its own, a line each."""
    typed = action.typed
    heads = (("", typed.note), ("Not doing: ", typed.reason), ("Cost: ", typed.cost), ("Shown by: ", typed.proof))
    return "\n".join(f"{head}{text}" for head, text in heads if text) or None


def _most(action: ActionLine, number: int) -> int | UpTo:
    return UpTo(number) if action.up_to else number


COLUMNS: tuple[Column, ...] = (
    Column("No.", 6, "number", lambda action, _: action.rank),
    Column("Action", 46, "text", lambda action, _: action.title),
    Column("Job", 30, "text", lambda action, _: f"{action.job_rank}. {action.job}"),
    Column("When", 9, "text", lambda action, _: action.class_title),
    Column("Due", 13, "date", lambda action, _: action.due),
    Column("Status", 13, "text", lambda action, _: STATUS_TITLES[action.status]),
    Column("Owner", 18, "text", lambda action, _: action.owner or None),
    Column("Start", 13, "date", lambda _action, _: None),
    Column("Notes", 30, "text", lambda action, _: _notes(action)),
    Column("Effort", 14, "text", lambda action, _: action.effort),
    Column("Cost", 12, "text", lambda action, _: action.cost),
    Column("Quick win", 10, "text", lambda action, _: "Yes" if action.quick_win else "No"),
    Column("Points gained", 10, "number", lambda action, _: _most(action, action.gain)),
    Column("Score after", 11, "percent", lambda action, _: _most(action, action.percent_after)),
    Column("Why", 60, "text", lambda action, _: action.why),
    Column("First step", 46, "text", lambda action, _: action.first_step),
    Column("What to do", 80, "text", lambda action, _: action.do),
    Column("Who can help", 46, "text", lambda action, _: action.who_helps),
    Column("It is done when", 45, "text", lambda action, _: action.done_when),
    Column("Kind of action", 16, "text", lambda action, _: KINDS[action.kind]),
    Column("Area", 28, "text", lambda action, _: action.area),
    Column("Question no.", 10, "number", lambda action, _: action.question_number),
    Column("Arrangement", 34, "text", lambda action, _: action.name),
    Column("Question", 50, "text", lambda action, _: action.ask),
    Column("Your answer", 40, "text", lambda action, _: action.answer),
    Column("Your note", 60, "text", lambda _, line: line.note if line and line.note else None, False),
    Column("Sources", 90, "text", lambda action, _: "\n".join(source_words(each) for each in action.sources), False),
)


def action_rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    """A row for each action, in the order of the plan, with a cell for each column."""
    lines = {line.question_id: line for area in report.answers for line in area.lines}
    for action in report.actions:
        yield tuple(column.cell(action, lines.get(action.question_id)) for column in COLUMNS)

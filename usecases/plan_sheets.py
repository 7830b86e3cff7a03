"""A plan's spreadsheet comes back: kept until it is saved, compared with the plan as it is now, and saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from assessment.progress import TYPED_STATUSES, Status, action_name, job_name
from reports.exports.plan_sheet import PART_TITLES, PlanRow, mark_of, plan_rows
from reports.exports.sheet_reader import FilledSheet, SheetRefused, SheetRow
from reports.exports.sheet_sandbox import sheet_from_json, sheet_to_json
from reports.report.dates import long_date
from reports.report.job_parts import ActionLine
from reports.report.wording import STATUS_TITLES
from storage.records import Assessment
from usecases.plan_editing import JOB_DONE, JobSaved, SentJob, fields_of_plan, save_jobs
from usecases.plan_input import PARTS, read_day, read_item, tidied
from usecases.plan_progress import PlanToday
from usecases.revisions import Sent
from usecases.services import Services

# In characters of JSON; a plan with the longest text in every cell has some 600,000.
LARGEST_SHEET = 4_000_000
NOTHING = "Nothing"
_BELOW_ZERO = re.compile(r"^[£$€]?\s*[-−–]\s*[£$€]?\s*\d")
_STATUSES: Mapping[str, Status] = {title.casefold(): status for status, title in STATUS_TITLES.items()}


@dataclass(frozen=True, slots=True)
class SheetChange:
    """A cell that was changed: where it is, what is saved now, and what the file says, in words and as saved."""

    field: str
    where: str
    title: str
    now: str
    then: str
    value: str


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """What cannot be used, and where: a row's number in the file and the title of the column, if it is of one."""

    row: int
    title: str
    says: str


@dataclass(slots=True)
class SheetRead:
    """What a spreadsheet changes of a plan; `clashes` have also changed on the site since it was exported."""

    changes: list[SheetChange] = field(default_factory=list)
    clashes: list[SheetChange] = field(default_factory=list)
    problems: list[SheetProblem] = field(default_factory=list)
    same: int = 0
    fields: dict[str, Sent] = field(default_factory=dict)

    @property
    def groups(self) -> list[tuple[str, list[SheetChange]]]:
        """The changes, by job or action."""
        return [(where, list(group)) for where, group in groupby(self.changes, key=lambda each: each.where)]

    @property
    def values(self) -> dict[str, str]:
        """What to save, by field."""
        return {each.field: each.value for each in (*self.changes, *self.clashes)}

    @property
    def shown(self) -> dict[str, Sent]:
        """What is saved now of the fields that it changes."""
        return {name: self.fields[name] for name in self.values}


def refuse_other_plan(sheet: FilledSheet, reference: str) -> None:
    """Raise SheetRefused for the spreadsheet of another plan."""
    if sheet.reference != reference:
        raise SheetRefused(
            f"This spreadsheet is of the plan {sheet.reference[:40]}, and this plan is {reference}. Open that plan to "
            "bring it back there."
        )


def keep_sheet(services: Services, assessment: Assessment, sheet: FilledSheet) -> str:
    """Keep what was read until it is saved; gives its id. Raises SheetRefused for far too much text."""
    content = sheet_to_json(sheet)
    if len(content) > LARGEST_SHEET:
        raise SheetRefused("This spreadsheet holds far more text than we can keep. Shorten the longest notes.")
    return services.store.keep_form(assessment.workspace_id, assessment.id, content, services.now(), kind="sheet")


def find_sheet(services: Services, assessment: Assessment, sheet_id: str) -> FilledSheet | None:
    """What was read, if it is of this assessment, and neither saved nor a day old."""
    content = services.store.read_form(assessment.id, sheet_id, kind="sheet")
    return sheet_from_json(content) if content is not None else None


def compare(plan: PlanToday, sheet: FilledSheet) -> SheetRead:
    """What a spreadsheet changes of a plan as it is now, what clashes, and what cannot be used."""
    rows = {row.name: row for row in plan_rows(tuple(job.line for job in plan.jobs))}
    lines = {action_name(each.line.question_id): each.line for job in plan.jobs for each in job.actions}
    read = SheetRead(fields=fields_of_plan(plan))
    read.problems += [SheetProblem(number, "", says) for number, says in sheet.problems]
    for row in sheet.rows:
        if row.name in rows:
            typed = plan.progress.item(row.name).status
            _compare_row(read, row, rows[row.name], lines.get(row.name), typed)
        else:
            read.problems.append(SheetProblem(row.number, "", "this row is not one of this plan"))
    read.problems.sort(key=lambda each: each.row)
    return read


def save_sheet(
    services: Services, assessment: Assessment, plan: PlanToday, sheet_id: str, sheet: FilledSheet, sent: SentJob
) -> JobSaved:
    """Save in one transaction what a spreadsheet changes, as far as its reader saw it and did not leave it out.

    `sent.shown` are the revisions of what stood beside it, `sent.values` the fields that stay as they are saved.
    Raises NotFound and Unfinished.
    """
    found = compare(plan, sheet).values
    values = {name: value for name, value in found.items() if name in sent.shown and name not in sent.values}
    names = {name.partition("-")[2] for name in values}
    jobs = [job for job in plan.jobs if names & {job_name(job.line.id), *map(_name, job.line.actions)}]
    saving = SentJob(values, sent.shown, sent.by)
    return save_jobs(services, assessment, plan, jobs, saving, sheet_id=sheet_id)


def _compare_row(read: SheetRead, row: SheetRow, now: PlanRow, line: ActionLine | None, typed: str) -> None:
    told = [SheetProblem(row.number, PART_TITLES[part], says) for part, says in row.problems.items()]
    sent: dict[str, str] = {}
    for part, text in row.cells.items():
        try:
            value = _value(part, text, line)
            saved = str(read.fields[f"{part}-{row.name}"])
            if _same(part, text, value, now, saved):
                read.same += 1
                continue
            if part == "status":
                _refuse_derived(value, saved, typed, line)
            sent[part] = value
        except ValueError as problem:
            told.append(SheetProblem(row.number, PART_TITLES[part], str(problem)))
    told += [SheetProblem(row.number, PART_TITLES[part], says) for part, says in _wrong(read, row.name, sent).items()]
    for part, value in sent.items():
        name = f"{part}-{row.name}"
        words = _words(part, now.parts[part]), _words(part, row.cells[part] if part == "status" else value)
        where = f"{'Job' if now.action is None else 'Action'} {now.action or now.job}: {now.title}"
        change = SheetChange(name, where, PART_TITLES[part], *words, value)
        clash = mark_of(now.parts[part]) != row.marks[part]
        (read.clashes if clash else read.changes).append(change)
    read.problems += told


def _same(part: str, text: str, value: str, now: PlanRow, saved: str) -> bool:
    """Whether a cell says what the plan shows already, or what is saved for this row itself."""
    if part == "status":
        return _plain(text) == _plain(now.parts[part])
    return value in (now.parts[part], saved)


def _wrong(read: SheetRead, name: str, sent: dict[str, str]) -> dict[str, str]:
    """What is wrong with a row once it is changed; takes what cannot be saved out of `sent`."""
    saved = {part: str(read.fields[f"{part}-{name}"]) for part in PARTS}
    problems: dict[str, str] = {}
    while True:
        _, wrong = read_item({**saved, **sent})
        # Without a reason it is the status that cannot be saved.
        out = {part: says for part, says in wrong.items() if part in sent or (part == "reason" and "status" in sent)}
        if not out:
            return problems
        for part, says in out.items():
            sent.pop(part if part in sent else "status")
            problems[part] = says[:1].lower() + says[1:]


def _value(part: str, text: str, line: ActionLine | None) -> str:
    """A cell as a form sends it. Raises ValueError with what is wrong."""
    if part == "status":
        return _status(text, line)
    if part == "due":
        try:
            day = read_day(text)
        except ValueError:
            raise ValueError(f"“{text[:40]}” is not a day; enter one such as 8/12/2026") from None
        return day.isoformat() if day else ""
    if part == "cost" and _BELOW_ZERO.match(text):
        raise ValueError(f"“{text[:40]}” is below zero; enter what it costs")
    return tidied({part: text})[part]


def _status(text: str, line: ActionLine | None) -> str:
    """A status as a form sends it: what is done is said by the level that it has then."""
    status = _STATUSES.get(_plain(text))
    if status is None:
        said = f"“{text[:40]}” is not a status" if text else "the status is missing"
        raise ValueError(f"{said}; choose one of {', '.join(STATUS_TITLES.values())}")
    if status != "done":
        return status
    if line is None:
        return JOB_DONE
    return "tested" if line.kind == "test" else "in-place"


def _refuse_derived(value: str, saved: str, typed: str, line: ActionLine | None) -> None:
    """Raise ValueError where what a status would be changed to could not be seen: it follows from other rows."""
    if value not in TYPED_STATUSES:
        return
    if line is not None and value == saved:
        raise ValueError("its job is not being done; change the status of the job")
    if line is None and saved != typed and value != "not-doing":
        raise ValueError("this follows from the actions of the job; change the status of those")


def _words(part: str, text: str) -> str:
    if part == "due":
        return long_date(date.fromisoformat(text)) if text else "The suggested day"
    if part == "status":
        return STATUS_TITLES[_STATUSES[_plain(text)]]
    return text or NOTHING


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _name(line: ActionLine) -> str:
    return action_name(line.question_id)

"""Reads the operator's contacts file: the confirmed contacts, or every problem in it at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from contacts.forces import load_forces
from contacts.problems import ContactsError, Problem
from contacts.validators import CHECKS, CellProblem, read_date, shown

PRINTED = ("team", "email", "phone", "page", "hours")
COLUMNS = ("force_id", *PRINTED, "checked_on", "checked_by", "lead")
WAYS = ("email", "phone", "page")


@dataclass(frozen=True, slots=True)
class Entry:
    """The printed contact of one force; `checked_on` is None until a person has confirmed it.

    The operator's file has no `notes`: they come from a force's own entry.
    """

    force_id: str
    team: str = ""
    email: str = ""
    phone: str = ""
    page: str = ""
    hours: str = ""
    checked_on: date | None = None
    notes: str = ""


def load_contacts(path: Path, today: date) -> tuple[Entry, ...]:
    """The rows of an operator's file, in its order. No date of checking may lie after `today`.

    Raises ContactsError with every problem.
    """
    return parse_contacts(read_contacts(path), path.name, today)


def read_contacts(path: Path) -> bytes:
    """The file's bytes. Raises ContactsError where it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = Problem(path.name, 1, f"the file cannot be read: {reason}", "check the setting that names it")
        raise ContactsError([problem]) from error


def parse_contacts(content: bytes, name: str, today: date) -> tuple[Entry, ...]:
    """The rows of a file's content; `name` is what problems call it. Raises ContactsError with every problem."""
    reading = _Reading(name, today)
    entries = tuple(reading.entries(content))
    if reading.problems:
        raise ContactsError(reading.problems)
    return entries


@dataclass(slots=True)
class _Reading:
    """One pass over a file: notes its problems and the forces it has seen."""

    name: str
    today: date
    problems: list[Problem] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def entries(self, content: bytes) -> Iterator[Entry]:
        try:
            # Spreadsheets put a byte order mark before UTF-8: harmless.
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            return self._note(line, CellProblem("not UTF-8 text", "save the file as CSV UTF-8"))
        rows = self._rows(text)
        line, self.header = next(rows, (1, []))
        if not self.header:
            return self._note(1, CellProblem("the file is empty", f"begin it with the line {','.join(COLUMNS)}"))
        self._check_header(line)
        for line, cells in rows:
            if len(cells) == len(self.header):
                yield self._entry(line, dict(zip(self.header, cells, strict=True)))
            else:
                wrong = f"the row has {len(cells)} cells, the header {len(self.header)}"
                self._note(line, CellProblem(wrong, 'put a text that holds a comma in "quotes"; keep empty cells'))

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Each row that is not blank, with the line it begins on."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = [cell.strip() for cell in next(reader)]
            except StopIteration:
                return
            except csv.Error as error:
                self._note(line, CellProblem(f"not readable as CSV: {error}", 'check the "quotes" of this row'))
            else:
                if any(cells):
                    yield line, cells

    def _check_header(self, line: int) -> None:
        every = ", ".join(COLUMNS)
        for column in COLUMNS:
            if column not in self.header:
                self._note(line, CellProblem(f"no column {column}", f"the columns are {every}, with commas between"))
        for column in dict.fromkeys(self.header):
            if column not in COLUMNS:
                self._note(line, CellProblem(f"unknown column {shown(column)}", f"the columns are {every}"))
            elif self.header.count(column) > 1:
                self._note(line, CellProblem(f"two columns {column}", "keep one"))

    def _entry(self, line: int, row: dict[str, str]) -> Entry:
        if "force_id" in row:
            self._check_force(line, row["force_id"])
        for column, check in CHECKS.items():
            if row.get(column) and (problem := check(row[column])):
                self._note(line, CellProblem(f"{column}: {problem.wrong}", problem.remedy))
        return Entry(
            force_id=row.get("force_id", ""),
            checked_on=self._checked_on(line, row),
            **{column: row.get(column, "") for column in PRINTED},
        )

    def _check_force(self, line: int, force_id: str) -> None:
        known = [force.id for force in load_forces()]
        if not force_id:
            self._note(line, CellProblem("no force_id", "name the force, or take the row out"))
        elif force_id not in known:
            near = get_close_matches(force_id, known, 1)
            remedy = f"did you mean {near[0]}?" if near else f"use one of {', '.join(sorted(known))}"
            self._note(line, CellProblem(f"unknown force {shown(force_id)}", remedy))
        elif force_id in self.seen:
            self._note(line, CellProblem(f"{force_id} again", f"one row a force: it is on line {self.seen[force_id]}"))
        self.seen.setdefault(force_id, line)

    def _checked_on(self, line: int, row: dict[str, str]) -> date | None:
        written = row.get("checked_on")
        if not written:
            return None
        if all(column in row and not row[column] for column in WAYS):
            wrong = "checked, but no email, phone or page"
            self._note(line, CellProblem(wrong, "give one of them, or leave checked_on empty"))
        day = read_date(written, self.today)
        if isinstance(day, CellProblem):
            self._note(line, CellProblem(f"checked_on: {day.wrong}", day.remedy))
            return None
        return day

    def _note(self, line: int, problem: CellProblem) -> None:
        self.problems.append(Problem(self.name, line, problem.wrong, problem.remedy))

"""Reads a profile and answers from a YAML file, for the command line, with every problem named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from assessment.answer_input import read_answers, ruled_out
from assessment.answers import Answer
from assessment.path import AssessmentKind
from assessment.plain_text import tidy_text
from assessment.problems import InputProblem
from assessment.procedures import read_written
from assessment.profile import Profile, read_profile
from assessment.staff_check import StaffCheck, read_staff_check
from cli.cli_helpers import fail
from questions.model import Bank
from questions.problems import Problem, dotted, in_order
from questions.yaml_source import Document, FileTooLargeError, YamlError, read_document, read_text
from reports.report.calendar_edition import CalendarEdition

LONGEST_WORD = 40
NO_REFERENCE = "No reference"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
_KEYS = ("about", "profile", "answers", "kind", "reference", "date", "force", "staff_check", "procedures")


class InputFileError(ValueError):
    """The file cannot be used; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class PlanInput:
    """What a file says of one assessment; `calendar` is as old as the file's last change."""

    profile: Profile
    answers: Mapping[str, Answer]
    kind: AssessmentKind
    reference: str
    date: date | None
    force_id: str | None
    staff_check: StaffCheck | None
    calendar: CalendarEdition
    procedures: Mapping[str, str]

    @property
    def named(self) -> bool:
        """Whether the file gives a reference."""
        return self.reference != NO_REFERENCE


def read_plan_input(bank: Bank, path: Path) -> PlanInput:
    """Give the input of a file. Raises InputFileError with every problem, each with its file and line."""
    text, changed = _read(path)
    reading = _Reading(path, _document(path, text))
    for line, message in reading.document.duplicates():
        reading.note(line, message)
    for key in reading.values:
        if key not in _KEYS:
            reading.refuse(f"unknown; a file holds {', '.join(_KEYS)}", str(key)[:60])
    profile, problems = read_profile(bank, reading.mapping("profile", required=True))
    reading.refuse_each("profile", problems)
    answers, problems = read_answers(bank, reading.mapping("answers"))
    reading.refuse_each("answers", (*problems, *ruled_out(bank, profile, answers)))
    staff_check = reading.staff_check(bank)
    written = reading.procedures(bank)
    reading.word("about", longest=10_000)
    kind = reading.kind()
    reference = reading.word("reference") or NO_REFERENCE
    calendar = CalendarEdition(_calendar_key(reference, text), changed)
    day, force_id = reading.day(), reading.word("force")
    if reading.problems:
        raise InputFileError(in_order(reading.problems))
    return PlanInput(profile, answers, kind, reference, day, force_id, staff_check, calendar, written)


def plan_input_or_fail(bank: Bank, path: Path) -> PlanInput:
    """The input of a file; if it has problems, prints every one on standard error and exits with code 1."""
    try:
        return read_plan_input(bank, path)
    except InputFileError as error:
        fail(*map(str, error.problems))


def _calendar_key(reference: str, text: str) -> str:
    """Whose events a calendar of this file holds: without a reference, this very file's, as others have none either."""
    return reference if reference != NO_REFERENCE else f"{NO_REFERENCE}:{sha256(text.encode()).hexdigest()}"


def _read(path: Path) -> tuple[str, datetime]:
    """The text of the file, and the moment of its last change."""
    try:
        return read_text(path), datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, UnicodeDecodeError, FileTooLargeError) as error:
        raise InputFileError([Problem(str(path), 0, "", _why_unreadable(error))]) from error


def _document(path: Path, text: str) -> Document:
    try:
        document = read_document(text)
    except YamlError as error:
        raise InputFileError([Problem(str(path), error.line, "", _why_unreadable(error))]) from error
    if not isinstance(document.value, dict):
        message = "must hold a profile and answers; see the files in examples/"
        raise InputFileError([Problem(str(path), 1, "", message)])
    return document


def _why_unreadable(error: OSError | UnicodeDecodeError | FileTooLargeError | YamlError) -> str:
    match error:
        case OSError():
            return f"cannot be read: {error.strerror}; check its name and folder"
        case UnicodeDecodeError():
            return "not UTF-8 text; save it as UTF-8"
        case YamlError():
            return f"not readable as YAML: {error}"
    return str(error)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One pass over a file: takes out its parts, notes what is wrong with them."""

    path: Path
    document: Document
    problems: list[Problem] = field(default_factory=list)

    @property
    def values(self) -> Mapping[object, object]:
        return dict(self.document.value)

    def note(self, line: int, message: str, where: str = "") -> None:
        self.problems.append(Problem(str(self.path), line, where, message))

    def refuse(self, message: str, *where: str) -> None:
        self.note(self.document.line(*where), message, dotted(where))

    def refuse_each(self, part: str, problems: Iterable[InputProblem]) -> None:
        for problem in problems:
            self.refuse(problem.message, part, problem.where)

    def mapping(self, key: str, *, required: bool = False) -> Mapping[str, object]:
        value = self.values.get(key)
        if isinstance(value, dict):
            return value
        if required or value is not None:
            self.refuse("must be a list of names with values; see the files in examples/", key)
        return {}

    def staff_check(self, bank: Bank) -> StaffCheck | None:
        if self.values.get("staff_check") is None:
            return None
        check, problems = read_staff_check(bank, self.mapping("staff_check"))
        for problem in problems:
            self.refuse(problem.message, "staff_check", *problem.where.split("."))
        return check

    def procedures(self, bank: Bank) -> Mapping[str, str]:
        written, problems = read_written(bank, self.mapping("procedures"))
        for problem in problems:
            self.refuse(problem.message, "procedures", *problem.where.split("."))
        return written

    def word(self, key: str, *, longest: int = LONGEST_WORD) -> str | None:
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not 0 < len(tidy_text(value)) <= longest:
            self.refuse(f"write at most {longest:,} characters of text, in quotes", key)
            return None
        return tidy_text(value)

    def kind(self) -> AssessmentKind:
        value = self.values.get("kind", "full")
        if value == "quick":
            return "quick"
        if value != "full":
            self.refuse(f"write quick or full, not {str(value)[:40]!r}", "kind")
        return "full"

    def day(self) -> date | None:
        value = self.values.get("date")
        if value is None:
            return None
        try:
            day = date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            day = None
        if day is None or not FIRST_DAY <= day <= LAST_DAY:
            self.refuse(f"write a day like 2026-11-22, not {str(value)[:40]!r}", "date")
            return None
        return day
